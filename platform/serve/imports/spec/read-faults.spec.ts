import exceljs from 'exceljs'
import iconv from 'iconv-lite'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeTable, type TableChoice, tableBlocks } from '../read/open-table.ts'

const shared = join(process.env.LIANKE_SHARED ?? join(import.meta.dirname, '../../../../../shared'), 'data')
const real = existsSync(shared) ? shared : undefined
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-faults-'))
})
afterAll(() => rm(folder, { recursive: true }))

let count = 0
const read = async (bytes: Buffer | string, choice: TableChoice = {}) => {
  const path = join(folder, `file-${count++}`)
  await writeFile(path, bytes)
  const seen = await seeTable(path, choice)
  const rows: string[][] = []
  const faults: string[] = []
  for await (const block of tableBlocks(path, seen.format)) {
    rows.push(...block.rows)
    faults.push(...(block.faults ?? []).map(({ row, column, code }) => `${row}${column === null ? '' : `/${column}`} ${code}`))
  }
  return { ...seen, all: rows, faults }
}
const book = async (fill: (sheet: exceljs.Worksheet, book: exceljs.Workbook) => void) => {
  const made = new exceljs.Workbook()
  fill(made.addWorksheet('客户'), made)
  return Buffer.from(await made.xlsx.writeBuffer())
}

describe('nothing is lost or shifted', () => {
  it('where lines end in several ways', async () => {
    const { all } = await read('姓名,手机\r\n张一,1\r\n张二,2\n张三,3\r张四,4\r\n')
    expect(all).toEqual([
      ['张一', '1'],
      ['张二', '2'],
      ['张三', '3'],
      ['张四', '4'],
    ])
  })
  it('where a row has more cells than the header, or fewer: it is named', async () => {
    const { faults, columns, format } = await read('姓名,手机,金额\n甲,1,￥1,000\n乙,2,3\n丙,3\n丁,4,5,,\n\n')
    expect(columns.map(({ name }) => name)).toEqual(['姓名', '手机', '金额'])
    expect(faults).toEqual(['1 import.row_too_wide', '3 import.row_too_short'])
    expect(format).toMatchObject({ wide: 1, short: 1 })
  })
  it('where every row has more: the header is still the header', async () => {
    const { columns, faults } = await read('姓名,手机,金额\n甲,1,1,000,000\n乙,2,2,000,000\n')
    expect(columns).toHaveLength(3)
    expect(faults).toEqual(['1 import.row_too_wide', '2 import.row_too_wide'])
  })
  it('short rows are full ones with empty ends where somebody says so', async () => {
    expect((await read('姓名,手机,城市\n甲,1\n', { short: 'empty' })).faults).toEqual([])
  })
  it('the header again among the rows is passed over', async () => {
    const { all } = await read('姓名,手机\n甲,1\n姓名,手机\n乙,2\n')
    expect(all).toEqual([['甲', '1'], [], ['乙', '2']])
  })
  it('a file of one column', async () => {
    const { columns, all } = await read('姓名\n甲\n乙\n')
    expect(columns.map(({ name }) => name)).toEqual(['姓名'])
    expect(all).toEqual([['甲'], ['乙']])
  })
  it('a file of 16,384 columns is refused', async () => {
    const line = Array.from({ length: 16_384 }, (_, n) => `c${n}`).join(',')
    await expect(read(`${line}\n${line}\n`)).rejects.toMatchObject({ code: 'import.too_many_columns' })
  })
  it('cells that are long are no broken quotation marks', async () => {
    const cell = `"${'长,文本\n'.repeat(20_000)}"`
    expect((await read(`姓名,说明\n甲,x\n${`乙,${cell}\n`.repeat(5)}`)).all).toHaveLength(6)
  })
})

describe('bytes are read in an encoding of their own', () => {
  const text = '姓名,城市\n許功蓋,臺北\n林志玲,高雄\n'
  it('that somebody chooses', async () => {
    const bytes = iconv.encode('a,b\né,x\n', 'windows-1252')
    expect((await read(bytes, { encoding: 'windows-1252' })).all).toEqual([['é', 'x']])
    expect((await read(iconv.encode(text, 'big5'), { encoding: 'big5' })).all[0]).toEqual(['許功蓋', '臺北'])
  })
  it('and a row that is none of it is refused rather than stored as rubbish', async () => {
    const mixed = Buffer.concat([
      Buffer.from('姓名,城市\n张三,杭州\n'),
      iconv.encode('李四,杭州\n', 'gb18030'),
      iconv.encode('許功蓋,臺北\n', 'big5'),
    ])
    const { all, faults } = await read(mixed)
    expect(all[0]).toEqual(['张三', '杭州'])
    expect([...new Set(faults)].sort()).toEqual(['2 import.not_decoded', '3 import.not_decoded'])
  })
})

describe('a cell of a workbook keeps its kind', () => {
  it('percentages, floats, dates, errors, formulas', async () => {
    const bytes = await book((sheet) => {
      sheet.addRow(['折扣', '数', '生日', '名', '卡号'])
      const row = sheet.addRow([0.5, 731.9399999999999, new Date(Date.UTC(2024, 1, 29)), { error: '#N/A' }, 110101199003071230])
      row.getCell(1).numFmt = '0.0%'
      sheet.addRow([0.125, 0.1, 45351, { formula: 'A1' }, '110101199003071234']).getCell(1).numFmt = '0.00%'
      sheet.addRow([1, { formula: '1+2', result: 3 }, '', { formula: '"a"', result: 'a' }, 1e15])
    })
    const { all, faults } = await read(bytes)
    expect(all[0]?.slice(0, 3)).toEqual(['50%', '731.94', '2024-02-29'])
    expect(all[1]?.slice(0, 3)).toEqual(['12.5%', '0.1', '45351'])
    expect(all[2]?.slice(0, 4)).toEqual(['1', '3', '', 'a'])
    expect(faults).toEqual([
      '1/3 import.cell_error',
      '1/4 import.digits_lost',
      '2/3 import.formula_without_result',
      '3/4 import.digits_lost',
    ])
  })
  it('cells that are merged downwards say the same in every row', async () => {
    const bytes = await book((sheet) => {
      sheet.addRow(['姓名', '公司'])
      for (const name of ['甲', '乙', '丙', '丁'])
        sheet.addRow([name, name === '甲' ? '合并公司' : name === '丁' ? '另一家' : null])
      sheet.mergeCells('B2:B4')
    })
    expect((await read(bytes)).all.map((row) => row[1])).toEqual(['合并公司', '合并公司', '合并公司', '另一家'])
  })
  it('the sheet is the first that has rows, all are told, and another is read where it is chosen', async () => {
    const bytes = await book((sheet, made) => {
      sheet.addRow([])
      made.addWorksheet('第二页').addRows([['姓名'], ['乙']])
      made.addWorksheet('第三页').addRows([['姓名'], ['丙']])
    })
    const { format, all } = await read(bytes)
    expect([format.sheet?.name, format.sheets, all]).toEqual(['第二页', ['客户', '第二页', '第三页'], [['乙']]])
    expect((await read(bytes, { sheet: '第三页' })).all).toEqual([['丙']])
    await expect(read(bytes, { sheet: '没有' })).rejects.toMatchObject({ code: 'import.no_such_sheet' })
  })
  it('each of many that are read side by side is read whole', async () => {
    const bytes = await book((sheet, made) => {
      sheet.addRow([])
      made.addWorksheet('第二页').addRows([['姓名'], ['乙']])
    })
    const path = join(folder, 'side-by-side')
    await writeFile(path, bytes)
    const names: string[] = []
    const readOften = async () => {
      for (let n = 0; n < 60; n++)
        for await (const { rows } of tableBlocks(path, (await seeTable(path)).format)) names.push(...rows.flat())
    }
    await Promise.all(Array.from({ length: 6 }, readOften))
    expect(names).toEqual(Array.from({ length: 360 }, () => '乙'))
  })
  it('an apostrophe that a text begins with is its own there, and in CSV the mark of a spreadsheet', async () => {
    const bytes = await book((sheet) => sheet.addRows([['姓名'], ["'@小美"], ['@小美']]))
    expect((await read(bytes)).all).toEqual([["'@小美"], ['@小美']])
    expect((await read("姓名,x\n'@小美,1\n")).all).toEqual([['@小美', '1']])
  })
})

describe('the order of days and months is told by a column', () => {
  const orders = async (...cells: string[]) =>
    (await read(`日期,x\n${cells.map((cell) => `${cell},1\n`).join('')}`)).columns[0]?.dates
  it('by any of its values that proves it', async () => {
    expect(await orders('03/04/2024', '04/19/2024')).toEqual({ orders: ['mdy'], examples: ['03/04/2024'] })
    expect(await orders('03/04/2024', '19/04/2024')).toEqual({ orders: ['dmy'], examples: ['03/04/2024'] })
    expect(await orders('04/19/19 08:46', '04/05/19 09:00')).toMatchObject({ orders: ['mdy'] })
  })
  it('is asked for where none does', async () => {
    expect(await orders('03/04/2024', '05/06/2024')).toEqual({ orders: ['dmy', 'mdy'], examples: ['03/04/2024', '05/06/2024'] })
    expect(await orders('2024-03-04', '文字')).toBeUndefined()
  })
})

describe.skipIf(!real)('files that went wrong (../shared/data/faults; skipped where it is absent)', () => {
  const file = (name: string) => readFileSync(join(real as string, 'faults', name))
  it.each([
    ['csv-big5.csv', 'big5'],
    ['csv-shift-jis.csv', 'shift_jis'],
    ['csv-windows-1252.csv', 'windows-1252'],
  ])('%s', async (name, encoding) => {
    const { format, all, faults } = await read(file(name))
    expect(format.encoding).toBe(encoding)
    expect(all[0]?.[0]).toBe(iconv.decode(file(name), encoding).split(/\r?\n/)[1]?.split(',')[0])
    expect(faults).toEqual([])
  })
  it('csv-mixed-line-ends.csv', async () => {
    expect((await read(file('csv-mixed-line-ends.csv'))).all.map(([name]) => name)).toEqual(['张一', '张二', '张三', '张四'])
  })
  it('csv-unquoted-comma-shifts-columns.csv', async () => {
    expect((await read(file('csv-unquoted-comma-shifts-columns.csv'))).faults).toEqual([
      '1 import.row_too_wide',
      '2 import.row_too_short',
    ])
  })
  it('xlsx-percent-error-formula-merged-longid.xlsx', async () => {
    const { all, faults, format } = await read(file('xlsx-percent-error-formula-merged-longid.xlsx'))
    expect(all.map((row) => row[4])).toEqual(['50%', '12.5%', '100%', '', ''])
    expect(all.slice(0, 3).map((row) => row[6])).toEqual(['合并公司', '合并公司', '合并公司'])
    expect(faults).toEqual([
      '1/5 import.digits_lost',
      '2/5 import.digits_lost',
      '3/0 import.cell_error',
      '4/0 import.formula_without_result',
    ])
    expect(format.sheets).toEqual(['S', '第二页'])
  })
  it('xlsx-date1904.xlsx', async () => {
    expect((await read(file('xlsx-date1904.xlsx'))).all[0]?.[2]).toBe('2024-02-29')
  })
})
