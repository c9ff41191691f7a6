import { describe, expect, it } from 'vitest'
import { encodingOf, refuseNul } from '../read/encoding.rule.ts'

const utf16 = (text: string, order: 'le' | 'be', mark = false): Uint8Array => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}
/** 姓名,手机 and 客户姓名 as a Chinese spreadsheet saves them. */
const gb18030 = Uint8Array.from([
  ...[0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xca, 0xd6, 0xbb, 0xfa, 0x0a],
  ...[0xbf, 0xcd, 0xbb, 0xa7, 0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x31, 0x33, 0x39, 0x0a],
])
const western = Buffer.from('Prénom,Téléphone\nAndré Müller,0612\nZoë García,0613\nFrançois Lefèvre,0614\n', 'latin1')

describe('the encoding of a text file', () => {
  it.each([
    ['plain ASCII', Buffer.from('name,phone\n'), 'utf-8'],
    ['UTF-8 without a mark', Buffer.from('姓名,手机\n'), 'utf-8'],
    ['UTF-8 by its mark, whatever follows', Uint8Array.from([0xef, 0xbb, 0xbf, 0xff, 0xfe]), 'utf-8'],
    ['UTF-16 by its mark, little end first', utf16('姓名', 'le', true), 'utf-16le'],
    ['UTF-16 by its mark, big end first', utf16('姓名', 'be', true), 'utf-16be'],
    ['UTF-16 without a mark by its zeros', utf16('name,phone', 'le'), 'utf-16le'],
    ['the other way round too', utf16('name,phone', 'be'), 'utf-16be'],
    ['two letters are too few to tell by zeros', utf16('n', 'le'), 'utf-8'],
    ['a Chinese spreadsheet', gb18030, 'gb18030'],
    ['a western one', western, 'windows-1252'],
    ['an empty file', new Uint8Array(), 'utf-8'],
    ['bytes of which nothing is known', Uint8Array.from([0x81, 0xff, 0xff, 0xff]), 'gb18030'],
  ])('%s', (_case, bytes, encoding) => {
    expect(encodingOf(bytes)).toBe(encoding)
  })
  it.each([1, 2, 3])('a character cut at the end of the head (%i bytes of it left) is forgiven', (left) => {
    const head = Buffer.from('客户𠮷')
    expect(encodingOf(head.subarray(0, head.length - 4 + left))).toBe('utf-8')
  })
  it('a broken character in the middle is not', () => {
    expect(encodingOf(Uint8Array.from([...Buffer.from('客户'), 0xd0, 0xd5, 0xc3, 0xfb, ...Buffer.from(',139\n')]))).not.toBe(
      'utf-8',
    )
  })
})

describe('zero letters in text', () => {
  it('are refused, with the place in the file', () => {
    expect(() => refuseNul('ab\0c\0', 100)).toThrow(expect.objectContaining({ code: 'import.nul_bytes', params: { at: 102 } }))
    expect(() => refuseNul('\0', 0)).toThrow(expect.objectContaining({ params: { at: 0 } }))
  })
  it('no text has them that has none', () => {
    expect(refuseNul('姓名,手机', 0)).toBeUndefined()
    expect(refuseNul('', 7)).toBeUndefined()
  })
})
