import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { EncodingScan, encodingOf, refuseNul } from '../read/encoding.rule.ts'

const utf16 = (text: string, order: 'le' | 'be', mark = false): Uint8Array => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}
/** 姓名,手机 and 客户姓名 as a Chinese spreadsheet saves them. */
const gb18030 = Uint8Array.from([
  ...[0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xca, 0xd6, 0xbb, 0xfa, 0x0a],
  ...[0xbf, 0xcd, 0xbb, 0xa7, 0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x31, 0x33, 0x39, 0x0a],
])
const big5 = iconv.encode('姓名,手機\n許功蓋,0912\n林志玲,0913\n', 'big5')
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
    ['Traditional Chinese', big5, 'big5'],
    ['Japanese', iconv.encode('氏名,電話\n山田さん,03\n能登ラーメン,04\n', 'shift_jis'), 'shift_jis'],
    ['Japanese of UNIX', iconv.encode('氏名,電話\n山田さんのラーメン,03\n', 'euc-jp'), 'euc-jp'],
    ['Korean', iconv.encode('이름,전화,메모\n홍길동,010,서울에서 만난 사람\n', 'euc-kr'), 'euc-kr'],
    ['Russian', iconv.encode('Имя,Телефон\nАнна Иванова,8\nПётр Сидоров,9\n', 'windows-1251'), 'windows-1251'],
    ['simplified names with rare characters', iconv.encode('姓名,手机\n朱镕基,1\n张堃,2\n李煜,3\n', 'gb18030'), 'gb18030'],
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

describe('a long file', () => {
  const found = (...pieces: (Buffer | string)[]) => {
    const scan = new EncodingScan()
    for (const piece of pieces) scan.add(Buffer.from(piece))
    return scan.found()
  }
  const plain = 'a,b\n'.repeat(100_000)
  it('is judged by all of its bytes, wherever the first that are not ASCII stand', () => {
    expect(found(plain, iconv.encode('张三,杭州\n', 'gb18030'))).toEqual({ encoding: 'gb18030', broken: false })
    expect(found(plain, iconv.encode('許功蓋,臺北\n林志玲,高雄\n', 'big5'))).toEqual({ encoding: 'big5', broken: false })
    expect(found(plain, '张三,杭州\n')).toEqual({ encoding: 'utf-8', broken: false })
  })
  it('is whole where a character is cut between two pieces', () => {
    const bytes = Buffer.from('张三,杭州\n'.repeat(100))
    expect(found(bytes.subarray(0, 7), bytes.subarray(7, 100), bytes.subarray(100))).toEqual({ encoding: 'utf-8', broken: false })
  })
  it('of several encodings is read in the one that is sure, and said to be broken', () => {
    const three = [Buffer.from('张三,杭州\n'), iconv.encode('李四,杭州\n', 'gb18030'), iconv.encode('許功蓋,臺北\n', 'big5')]
    expect(found(...three)).toEqual({ encoding: 'utf-8', broken: true })
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
