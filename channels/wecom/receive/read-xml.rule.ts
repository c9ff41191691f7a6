import { isObject } from '@lianke/kernel'
import { XMLParser } from 'fast-xml-parser'

export interface XmlChildren {
  [name: string]: XmlValue
}
export type XmlValue = string | XmlValue[] | XmlChildren

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: false,
  ignoreDeclaration: true,
})
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }
const xmlCharactersMax = 1_000_000

const isChildren = (value: XmlValue | undefined): value is XmlChildren => typeof value === 'object' && !Array.isArray(value)
/** The parser is told to keep every value as text: what it gives is text, lists of it, and children by name. */
const isXml = (value: unknown): value is XmlValue =>
  typeof value === 'string' || (Array.isArray(value) ? value.every(isXml) : isObject(value) && Object.values(value).every(isXml))

/** The children of an element; none where it holds text or nothing. */
export const childrenOf = (value: unknown): XmlChildren =>
  isObject(value) ? Object.fromEntries(Object.entries(value).filter((child): child is [string, XmlValue] => isXml(child[1]))) : {}

/** Reads the children of `<xml>` as strings. Answers null for anything else; documents that declare entities are not read at all. */
export const readXml = (source: string): XmlChildren | null => {
  if (source.length > xmlCharactersMax || /<!DOCTYPE|<!ENTITY/i.test(source)) return null
  try {
    const document: unknown = parser.parse(source, true)
    const children = isObject(document) ? document.xml : null
    return isXml(children) && isChildren(children) ? children : null
  } catch (cause) {
    if (cause instanceof Error) return null
    throw cause
  }
}

/** A child's text, or `''`. */
export const textOf = (value: XmlValue | undefined): string =>
  typeof value === 'string' ? value.replace(/&(lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity) : ''

/** A list written as repeated children: one child is a list of one. */
export const listOf = (value: XmlValue | undefined): string[] =>
  value === undefined
    ? []
    : Array.isArray(value)
      ? value.map((each) => textOf(each))
      : [textOf(value)].filter((each) => each !== '')
