// What the package is made of, as CycloneDX: for the security people of the office. Without a time, so that two builds agree.

/** `parts` are packages as `bundled` tells them; `program` is the name and version of the whole. */
export const sbom = (program, parts) =>
  `${JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      version: 1,
      metadata: { component: { type: 'application', ...program } },
      components: parts.map(({ name, version, licence }) => ({
        type: 'library',
        ...nameOf(name),
        version,
        purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
        licenses: licence.includes(' ') ? [{ expression: licence }] : [{ license: { id: licence } }],
      })),
    },
    null,
    2,
  )}\n`;

/** `@noble/hashes` is `hashes` of the group `@noble`. */
function nameOf(name) {
  const [group, own] = name.split('/');
  return own === undefined ? { name } : { group, name: own };
}
