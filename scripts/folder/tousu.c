// tousu.exe: starts runtime\node.exe of its own folder with app\bin\tousu.js and the command line as it was typed, and ends
// with the same exit code. A batch file cannot: cmd reads % ^ & ! anew, and a .bat that names one without `call` ends there.

#include <windows.h>

/** The most that Windows takes as one command line, in units of UTF-16. */
#define LONGEST 32767

// Static: zeroed, and no C library is linked that would make room on the stack.
static WCHAR folder[LONGEST], line[LONGEST];
static STARTUPINFOW startup = {.cb = sizeof startup};
static PROCESS_INFORMATION process;

/** Ctrl-C goes to node.exe, too, which answers it: this program only waits for the end. */
static BOOL WINAPI leaveToNode(DWORD event) { return event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT; }

/** Of a command line what stands behind the program's own name, as the C library splits it. */
static const WCHAR *behindName(const WCHAR *typed) {
  BOOL quoted = FALSE;
  for (; *typed && (quoted || *typed > L' '); typed++)
    if (*typed == L'"') quoted = !quoted;
  return typed;
}

static BOOL append(const WCHAR *text) {
  if (lstrlenW(line) + lstrlenW(text) >= LONGEST) return FALSE;
  lstrcatW(line, text);
  return TRUE;
}

/** To a console as UTF-16, which it shows whatever its code page; into a file or a pipe as UTF-8. */
static void say(const WCHAR *text) {
  static char bytes[1024];
  HANDLE screen = GetStdHandle(STD_ERROR_HANDLE);
  DWORD written;
  if (WriteConsoleW(screen, text, lstrlenW(text), &written, NULL)) return;
  int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
  if (length > 1) WriteFile(screen, bytes, length - 1, &written, NULL);
}

void start(void) {
  DWORD exit = 1;
  DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
  while (length > 0 && folder[length - 1] != L'\\') length--;
  folder[length] = 0;
  SetConsoleCtrlHandler(leaveToNode, TRUE);
  if (!append(L"\"") || !append(folder) || !append(L"runtime\\node.exe\" \"") || !append(folder) ||
      !append(L"app\\bin\\tousu.js\"") || !append(behindName(GetCommandLineW()))) {
    say(L"错误: 命令行太长\n建议: 长文写在文件里，用 @文件名\n");
    exit = 2;
  } else if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &startup, &process)) {
    say(L"错误: runtime\\node.exe 启动不了（没有解压全，或被杀毒软件拦下）\n建议: 先把压缩包整个解压；仍不行用 tousu.cmd\n");
  } else {
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &exit);
  }
  ExitProcess(exit);
}
