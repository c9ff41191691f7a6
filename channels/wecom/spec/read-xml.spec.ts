import { describe, expect, it } from 'vitest'
import { kindOf, messageIdOf } from '../receive/receive.ts'
import { childrenOf, listOf, readXml, textOf } from '../receive/read-xml.rule.ts'

const event = (inner: string) => readXml(`<xml>${inner}</xml>`)!

describe('reading callback XML', () => {
  it('keeps numbers as written and unwraps CDATA', () => {
    expect(event('<CreateTime>0123</CreateTime><UserID><![CDATA[a<b&c]]></UserID>')).toEqual({
      CreateTime: '0123',
      UserID: 'a<b&c',
    })
  })
  it('reads repeated items as a list, also when there is one', () => {
    expect(listOf(childrenOf(event('<L><Item>a</Item><Item>b</Item></L>').L).Item)).toEqual(['a', 'b'])
    expect(listOf(childrenOf(event('<L><Item>a</Item></L>').L).Item)).toEqual(['a'])
    expect(listOf(undefined)).toEqual([])
  })
  it.each([
    '<!DOCTYPE x [<!ENTITY a "b">]><xml><A>&a;</A></xml>',
    '<xml',
    'hello',
    '<other><A>1</A></other>',
    '',
    `<xml><A>${'a'.repeat(1_000_001)}</A></xml>`,
  ])('reads nothing from %.40s', (source) => {
    expect(readXml(source)).toBeNull()
  })
  it('decodes the five entities of XML and nothing else', () => {
    expect(textOf('&lt;a&gt; &amp;amp; &#65;')).toBe('<a> &amp; &#65;')
  })
})

describe('the name of a callback', () => {
  const base =
    '<MsgType>event</MsgType><Event>change_external_contact</Event><ChangeType>add_external_contact</ChangeType><UserID>u</UserID><ExternalUserID>e</ExternalUserID>'
  it('says event and change', () => {
    expect(kindOf(event(base))).toBe('change_external_contact.add_external_contact')
    expect(kindOf(event('<MsgType>text</MsgType>'))).toBe('message.text')
  })
  it('is the same for the same happening and differs by time and persons', () => {
    const one = messageIdOf(event(`${base}<CreateTime>1</CreateTime>`))
    expect(messageIdOf(event(`<CreateTime>1</CreateTime>${base}`))).toBe(one)
    expect(messageIdOf(event(`${base}<CreateTime>2</CreateTime>`))).not.toBe(one)
    expect(messageIdOf(event(`${base.replace('>e<', '>f<')}<CreateTime>1</CreateTime>`))).not.toBe(one)
    expect(messageIdOf(event('<MsgType>text</MsgType><MsgId>77</MsgId>'))).toBe('msg:77')
  })
})
