/** Fields of an event as they stand in the XML; a list becomes repeated `<Item>`. */
export type EventFields = Readonly<Record<string, string | number | readonly string[] | undefined>>

export const element = (name: string, value: string | number | readonly string[]): string => {
  if (Array.isArray(value)) return `<${name}>${value.map((each) => element('Item', each)).join('')}</${name}>`
  if (typeof value === 'number') return `<${name}>${value}</${name}>`
  return `<${name}><![CDATA[${String(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`
}
/** The event as WeCom writes it. */
export const eventXml = (fields: EventFields): string =>
  `<xml>${Object.entries(fields)
    .flatMap(([name, value]) => (value === undefined ? [] : [element(name, value)]))
    .join('')}</xml>`
