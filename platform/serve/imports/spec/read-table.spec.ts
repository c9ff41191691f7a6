import exceljs from 'exceljs'
import iconv from 'iconv-lite'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeTable, tableBlocks } from '../read/open-table.ts'

const shared = join(process.env.LIANKE_SHARED ?? join(import.meta.dirname, '../../../../../shared'), 'data')
const real = existsSync(shared) ? shared : undefined
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-table-'))
})
afterAll(() => rm(folder, { recursive: true }))

let count = 0
const given = async (bytes: Buffer | string): Promise<string> => {
  const path = join(folder, `file-${count++}`)
  await writeFile(path, bytes)
  return path
}
const read = async (bytes: Buffer | string) => {
  const path = await given(bytes)
  const seen = await seeTable(path)
  const rows: string[][] = []
  for await (const block of tableBlocks(path, seen.format)) rows.push(...block.rows)
  return { ...seen, all: rows }
}
const refusal = async (bytes: Buffer | string) =>
  read(bytes).then(
    () => 'nothing was refused',
    (error: { code?: string }) => error.code ?? String(error),
  )

describe('a table is read whatever program wrote it', () => {
  const text = '姓名,手机,城市\r\n张三,19900000001,杭州\r\n李四,19900000002,"上海, 徐汇"\r\n'
  for (const [name, bytes] of [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['GB18030', iconv.encode(text.repeat(3), 'gb18030')],
    ['UTF-16LE with a mark', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['UTF-16BE with a mark', iconv.encode(text, 'utf-16be', { addBOM: true })],
  ] as const) {
    it(name, async () => {
      const { columns, all } = await read(bytes)
      expect(columns.map((column) => column.name)).toEqual(['姓名', '手机', '城市'])
      expect(all[1]).toEqual(['李四', '19900000002', '上海, 徐汇'])
    })
  }
  for (const delimiter of [';', '\t', '|']) {
    it(`divided by ${JSON.stringify(delimiter)}`, async () => {
      const { format, all } = await read(text.replaceAll('"', '').replace('上海, 徐汇', '上海').replaceAll(',', delimiter))
      expect(format.layout.delimiter).toBe(delimiter)
      expect(all).toHaveLength(2)
    })
  }
  it('with lines above the table', async () => {
    const { format, columns, all } = await read(`客户导出报表\n导出时间：2026-01-01\n\n${text}`)
    expect(format.layout).toMatchObject({ preamble: 3, hasHeader: true })
    expect(columns[0]).toMatchObject({ name: '姓名', samples: ['张三', '李四'] })
    expect(all).toHaveLength(2)
  })
  it('without a header', async () => {
    const { format, columns, all } = await read('13800000000,a@example.com\n13800000001,b@example.com\n')
    expect(format.layout.hasHeader).toBe(false)
    expect(columns.map((column) => column.name)).toEqual(['列 1', '列 2'])
    expect(all).toHaveLength(2)
  })
  it('names columns that are called the same', async () => {
    const { columns } = await read('Email,Name,email,\na@b.co,A,c@d.co,x\n')
    expect(columns.map((column) => column.name)).toEqual(['Email', 'Name', 'email (2)', '列 4'])
  })
  it('an XLSX with dates, formulas and rich text', async () => {
    const book = new exceljs.Workbook()
    const sheet = book.addWorksheet('客户')
    sheet.addRow(['姓名', '生日', '合计'])
    sheet.addRow(['张三', new Date(Date.UTC(1990, 4, 17)), { formula: '1+2', result: 3 }])
    sheet.addRow([{ richText: [{ text: '李' }, { text: '四' }] }, '1991/2/3', 12.5])
    const { columns, all } = await read(Buffer.from(await book.xlsx.writeBuffer()))
    expect(columns.map((column) => column.name)).toEqual(['姓名', '生日', '合计'])
    expect(all).toEqual([
      ['张三', '1990-05-17', '3'],
      ['李四', '1991/2/3', '12.5'],
    ])
  })
})

describe('bad files are refused precisely', () => {
  it('empty', async () => expect(await refusal('')).toBe('import.empty_file'))
  it('header only', async () => expect(await refusal('姓名,手机\n')).toBe('import.header_only'))
  it('zero bytes inside', async () => expect(await refusal('a,b\n1,2\n3,\0\n')).toBe('import.nul_bytes'))
  it('a cell of ten megabytes', async () =>
    expect(await refusal(`a,b\n1,2\n"${'x'.repeat(10_000_000)}",4\n`)).toBe('import.cell_too_large'))
  it('a cell of ten megabytes in the first line', async () =>
    expect(await refusal(`${'x'.repeat(10_000_000)},b\n1,2\n`)).toBe('import.cell_too_large'))
  it('an encrypted workbook', async () =>
    expect(
      await refusal(Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2048)])),
    ).toBe('import.encrypted_or_old'))
  it('a broken workbook', async () => {
    const book = new exceljs.Workbook()
    book.addWorksheet('a').addRow(['x'])
    const bytes = Buffer.from(await book.xlsx.writeBuffer())
    expect(await refusal(bytes.subarray(0, bytes.length / 2))).toMatch(/broken/)
  })
  it('a zip bomb, before it is unpacked', async () => {
    const book = new exceljs.Workbook()
    book.addWorksheet('a').addRow(['x'])
    const bytes = Buffer.from(await book.xlsx.writeBuffer())
    const at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    bytes.writeUInt32LE(0xf000_0000, at + 24)
    expect(await refusal(bytes)).toBe('file.zip_bomb')
  })
})

describe('cells in quotation marks', () => {
  it('begin and end behind blanks, too', async () => {
    const { all } = await read(Buffer.from('name,note,company\n" John ""Johnny"" Doe ", x , "Acme, Inc." \nJane,,Beta\n'))
    expect(all).toEqual([
      [' John "Johnny" Doe ', 'x', 'Acme, Inc.'],
      ['Jane', '', 'Beta'],
    ])
  })
  it('are the text that they show where a spreadsheet was told to keep it', async () => {
    const { all } = await read(Buffer.from('name,number\nJane,"=""013800"""\n'))
    expect(all).toEqual([['Jane', '013800']])
  })
})

describe.skipIf(!real)('files of the world (../shared/data; skipped where it is absent)', () => {
  const at = (...path: string[]) => join(real as string, ...path)
  it('every messy lead list gives rows and named columns', async () => {
    for (const name of readdirSync(at('messy')).filter((file) => file.endsWith('.csv'))) {
      const { columns, all } = await read(readFileSync(at('messy', name)))
      expect([name, columns.length > 1, all.length > 0]).toEqual([name, true, true])
    }
  })
  it('the GB18030 shop orders begin with 订单号;商品名称;规格;金额', async () => {
    const files = readdirSync(at('gb18030'), { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.csv'))
    const firsts = await Promise.all(
      files.map(async (file) => (await read(readFileSync(at('gb18030', file)))).columns.map((column) => column.name).join(';')),
    )
    expect(firsts).toContain('订单号;商品名称;规格;金额')
  })
})
