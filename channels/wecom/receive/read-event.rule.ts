import { isObject } from '@lianke/kernel'
import { readXml, textOf, type XmlChildren, type XmlValue } from './read-xml.rule.ts'

/** Names of members as the vendor writes them in XML; receivers that chose JSON get them in small letters. */
const names = [
  'ToUserName FromUserName CreateTime MsgType MsgId Event EventKey ChangeType AgentID SuiteId AuthCorpId InfoType TimeStamp SuiteTicket AuthCode',
  'UserID NewUserID ExternalUserID State WelcomeCode Source FailReason Name Alias Position Department MainDepartment Status Mobile Email BizMail',
  'Id TagId TagType StrategyId ParentId Order ChatId UpdateDetail JoinScene QuitScene MemChangeCnt MemChangeList LastMemVer CurMemVer Item',
  'LinkId ExpireTime ExpireQuotaNum ChatKey ChatSeq Token OpenKfId TaskId CardType ResponseCode JobId Content MediaId PicUrl Encrypt',
].flatMap((line) => line.split(' '))
const plain = (name: string): string => name.replaceAll('_', '').toLowerCase()
const written = new Map(names.map((name) => [plain(name), name]))
const depthMax = 8

const valueIn = (value: unknown, depth: number): XmlValue => {
  if (depth > depthMax || value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((each) => valueIn(each, depth + 1))
  return isObject(value) ? childrenIn(value, depth + 1) : String(value)
}
const childrenIn = (members: Readonly<Record<string, unknown>>, depth = 0): XmlChildren =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [written.get(plain(name)) ?? name, valueIn(value, depth)] as const),
  )

/** What stands in a document, whichever of the vendor's two forms it has; null for anything else. */
export const readDocument = (source: string): XmlChildren | null => {
  if (!source.trimStart().startsWith('{')) return readXml(source)
  try {
    const said: unknown = JSON.parse(source)
    return isObject(said) ? childrenIn(said) : null
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}

/** An event in the words of one's own app: an app of a third party (suite) is told the same under other names. */
export const readEvent = (source: string): XmlChildren | null => {
  const document = readDocument(source)
  const kind = textOf(document?.InfoType)
  if (!document || kind === '') return document
  return { ...document, MsgType: 'event', Event: kind, CreateTime: document.TimeStamp ?? '' }
}
