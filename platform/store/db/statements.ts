/** What a semicolon inside ends nothing of: quoted text and names, dollar quotes, comments (not those inside one another). */
export const passedOver = String.raw`'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|/\*[\s\S]*?\*/|(\$\w*\$)[\s\S]*?\1`
const words = new RegExp(String.raw`${passedOver}|;`, 'g')
const comments = /--[^\n]*|\/\*[\s\S]*?\*\//g

/** The statements of a script of definitions, in order, each without its semicolon. */
export const statementsOf = (script: string): string[] => {
  const found: string[] = []
  let begin = 0
  for (const { 0: word, index } of script.matchAll(words)) {
    if (word !== ';') continue
    found.push(script.slice(begin, index))
    begin = index + 1
  }
  found.push(script.slice(begin))
  return found.map((one) => one.trim()).filter((one) => one.replace(comments, '').trim() !== '')
}
