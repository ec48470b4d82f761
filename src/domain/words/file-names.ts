/** What no file on Windows may be called, whatever its ending. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)/i;

export const isDeviceName = (name: string): boolean => DEVICE.test(name);

/** What the name ends in behind its last dot, in small letters; empty where it has none, or begins with it. */
export const endingOf = (file: string): string =>
  /[^/\\.][^/\\]*\.([^/\\.]*)$/.exec(file)?.[1]?.toLowerCase() ?? '';

/**
 * Why Windows can have no file of that path, for a sentence that begins with the path; undefined where it can. It makes
 * of some of them a file that nobody finds (`a:b.db`) or can remove (`nul.xlsx`).
 */
export function whyNoWindowsPath(path: string): string | undefined {
  // A path as Windows itself hands it out, a drive, a share: what stands behind is judged.
  const rest = path.replace(/^[\\/]{2}[?.][\\/]/, '').replace(/^[a-z]:/i, '');
  for (const name of rest.split(/[\\/]/)) {
    const [sign] = /[<>:"|?*]|\p{Cc}/u.exec(name) ?? [];
    if (sign !== undefined) return `的名字里不能有 ${sign}`;
    if (isDeviceName(name)) return '用了 Windows 留给设备的名字';
    if (/[. ]$/.test(name) && !/^\.{1,2}$/.test(name)) return '的名字不能以点或空格结尾';
  }
  return undefined;
}
