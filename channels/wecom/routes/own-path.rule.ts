const home = '/h5/'
const lengthMax = 1500

/** A path of our own: nothing that a browser could read as another host. */
export const ownPath = (to: string | undefined): string =>
  to !== undefined &&
  to.length <= lengthMax &&
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop control characters, which could turn a path into a host
  /^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(to) &&
  new URL(to, 'https://own.invalid').host === 'own.invalid'
    ? to
    : home
