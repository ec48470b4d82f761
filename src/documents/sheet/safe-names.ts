import { isDeviceName } from '../../domain/words/file-names.ts';

/** Characters of a file's name before its ending; with a path before it this stays below Windows' limit. */
const LONGEST = 80;

/**
 * The names under which files can be unpacked on any system, next to one another: no path, no sign that Windows refuses,
 * no device, no two alike but for their case. The same names in, the same names out.
 */
export function safeNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((given) => {
    const [stem, ending] = split(harmless(given));
    for (let n = 1; ; n += 1) {
      const name = `${stem}${n === 1 ? '' : ` (${n})`}${ending}`;
      const key = name.normalize('NFKC').toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return name;
    }
  });
}

function harmless(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const name = last.replaceAll(/[<>:"|?*]|[\p{Cc}\p{Cf}\p{Cs}]/gu, '_').replace(/[. ]+$/, '');
  if (name === '' || /^\.+$/.test(name)) return '文件';
  return isDeviceName(name) ? `_${name}` : name;
}

/** The name in two, the ending short enough to be one; the front cut to its length without splitting a character. */
function split(name: string): readonly [stem: string, ending: string] {
  const dot = name.lastIndexOf('.');
  const at = dot > 0 && name.length - dot <= 10 ? dot : name.length;
  const stem = [...name.slice(0, at)]
    .slice(0, LONGEST)
    .join('')
    .replace(/[. ]+$/, '');
  return [stem || '_', name.slice(at)];
}
