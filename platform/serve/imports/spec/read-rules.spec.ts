import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { DateOrders } from '../read/column-dates.rule.ts'
import { likeliestEncoding } from '../read/encoding-likeness.rule.ts'
import { cellSaid } from '../read/xlsx-cell.rule.ts'

describe('the likeliest encoding', () => {
  it('is the one whose usual characters the bytes are', () => {
    const cases = [
      ['gb18030', '订单号;商品名称;规格;金额'],
      ['big5', '訂單編號;商品名稱;規格;金額'],
      ['shift_jis', 'お名前;ｶﾅ;ご住所'],
      ['euc-jp', 'お名前とご住所のリスト'],
      ['euc-kr', '고객 이름과 전화번호 목록입니다'],
      ['windows-1251', 'Имя клиента'],
      ['windows-1252', 'Müller, René'],
    ] as const
    for (const [encoding, text] of cases) expect(likeliestEncoding(iconv.encode(text, encoding)), encoding).toBe(encoding)
  })
  it('is none where nothing is usual', () => expect(likeliestEncoding(Uint8Array.from([0x81, 0xff, 0xff]))).toBeUndefined())
})

describe('the orders of dates', () => {
  const orders = (...cells: string[]) => {
    const seen = new DateOrders()
    for (const cell of cells) seen.add(cell)
    return seen.found()?.orders
  }
  it('are what all allow', () => {
    expect(orders('1/2/2024', '13/2/2024')).toEqual(['dmy'])
    expect(orders('1/2/2024', '2/13/24')).toEqual(['mdy'])
    expect(orders('90/3/7')).toEqual(['ymd'])
    expect(orders('13/2/2024', '2/13/2024')).toEqual([])
    expect(orders('2024-01-02', '1990', '45356', 'x')).toBeUndefined()
  })
})

describe('a cell of a workbook', () => {
  it('says what its format means', () => {
    expect(cellSaid(0.5, '0.0%', false)).toBe('50%')
    expect(cellSaid(0.07, '0%', false)).toBe('7%')
    expect(cellSaid(0.5, '"%"0.0', false)).toBe('0.5')
    expect(cellSaid({ formula: 'TODAY()', result: 45351 }, 'yyyy-mm-dd', false)).toBe('2024-02-29')
    expect(cellSaid({ formula: 'A1', result: 43889 }, 'yyyy/m/d', true)).toBe('2024-02-29')
    expect(cellSaid(12, '#,##0.00 [Red]', false)).toBe('12')
    expect(cellSaid(new Date(Date.UTC(2024, 0, 1, 23, 29, 59, 999)), undefined, false)).toBe('2024-01-01 23:30:00')
    expect(cellSaid(true, undefined, false)).toBe('true')
    expect(cellSaid({ text: 'a@b.cn', hyperlink: 'mailto:a@b.cn' }, undefined, false)).toBe('a@b.cn')
  })
  it('says why it says nothing', () => {
    expect(cellSaid({ error: '#REF!' }, undefined, false)).toEqual({ code: 'import.cell_error', params: { value: '#REF!' } })
    expect(cellSaid({ formula: 'A1/0', result: { error: '#DIV/0!' } }, undefined, false)).toMatchObject({
      code: 'import.cell_error',
    })
    expect(cellSaid({ formula: 'A1/0', result: Number.NaN }, undefined, false)).toMatchObject({ code: 'import.cell_error' })
    expect(cellSaid({ formula: 'A1' }, undefined, false)).toMatchObject({ code: 'import.formula_without_result' })
    expect(cellSaid(6222020200112233000, undefined, false)).toMatchObject({ code: 'import.digits_lost' })
  })
})
