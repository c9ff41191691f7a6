/** Members that name people, are written by them, or open a door. */
const covered =
  'name|mobile|phone|telephone|mail|alias|address|avatar|content|latitude|longitude|welcomecode|authcode|ticket|token|secret|chatkey|value'
/** The vendor's words for who speaks to whom: ids. */
const plain = '(?!(?:to|from)_?user_?name\\b)'
const element = new RegExp(`<(${plain}\\w*(?:${covered}))>([\\s\\S]*?)</\\1>`, 'gi')
const member = new RegExp(`("${plain}\\w*(?:${covered})"\\s*:\\s*")((?:[^"\\\\]|\\\\.)*)"`, 'gi')
const phone = /(?<![\w-])1\d{10}(?![\w-])/g
const mail = /[^\s@"'<>[\]]+@[^\s@"'<>[\]]+/g

const ofOne = (text: string): string => (text === '' ? '' : `${[...text][0]}•••`)
const inside = (text: string): string =>
  text.startsWith('<![CDATA[') && text.endsWith(']]>') ? `<![CDATA[${ofOne(text.slice(9, -3))}]]>` : ofOne(text)

/**
 * A vendor's document (XML or JSON) for who operates: ids, kinds and moments stay readable, what it says of people and what opens a door is
 * covered but for its first letter.
 */
export const coverText = (text: string): string =>
  text
    .replace(element, (_, name: string, value: string) => `<${name}>${inside(value)}</${name}>`)
    .replace(member, (_, before: string, value: string) => `${before}${ofOne(value)}"`)
    .replace(phone, '•••')
    .replace(mail, '•••')
