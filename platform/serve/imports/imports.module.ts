import { defineJob, defineModule, type JobWork, label } from '@lianke/kernel'
import { platformJob } from '../../store/jobs/run-job.ts'
import { importRunRoutes } from './routes/import.routes.ts'
import { runImport } from './run/run-import.ts'
import { turnAmong } from './run/turn.ts'
import { undoImport } from './run/undo-import.ts'

const sixHours = 6 * 3_600_000

/** The rest of the work, behind what waits by now. */
const goesOn = (job: JobWork, name: string, run: string): Promise<void> =>
  job.transaction((work) => work.enqueue(name, { run }, { key: `import:${run}` }))

const runJob = defineJob<{ run: string }>({
  name: 'import.run',
  timeoutMs: sixHours,
  attemptsMax: 20,
  run: async (job, { run }) => {
    const { platform, tenant, signal } = platformJob(job)
    const progress = (done: number, total: number | null) => job.progress(done, total)
    const came = await runImport(platform, tenant, run, { signal, progress, turn: turnAmong(platform) })
    if (came === 'gives way') await goesOn(job, 'import.run', run)
  },
})
const undoJob = defineJob<{ run: string }>({
  name: 'import.undo',
  timeoutMs: sixHours,
  attemptsMax: 20,
  run: async (job, { run }) => {
    const { platform, tenant } = platformJob(job)
    const came = await undoImport(platform, tenant, run, turnAmong(platform))
    if (came === 'gives way') await goesOn(job, 'import.undo', run)
  },
})

/** Files in, as jobs that can be watched, stopped, resumed and taken back. */
export const importsModule = defineModule({
  name: 'imports',
  label: label('导入', 'Import'),
  jobs: [runJob, undoJob],
  routes: importRunRoutes,
  words: {
    'job.import.run': label('导入文件', 'Import a file'),
    'job.import.undo': label('撤回导入', 'Take an import back'),
    'refusal.import.not_found': label('导入记录不存在', 'There is no such import'),
    'refusal.import.empty_file': label('文件是空的', 'The file is empty'),
    'refusal.import.header_only': label('文件只有表头，没有数据', 'The file has a header but no rows'),
    'refusal.import.not_a_table': label('这不是表格文件，请上传 CSV 或 XLSX', 'This is not a table; upload CSV or XLSX'),
    'refusal.import.nul_bytes': label(
      '文件含有无效字节（位置 {at}），可能已损坏',
      'The file holds zero bytes (at {at}); it may be damaged',
    ),
    'refusal.import.cell_too_large': label(
      '第 {line} 行有超过 {max} 字的单元格',
      'Line {line} has a cell longer than {max} characters',
    ),
    'refusal.import.quote_not_closed': label('第 {line} 行的引号没有成对', 'A quotation mark is not closed in line {line}'),
    'refusal.import.broken_csv': label('第 {line} 行格式有误', 'Line {line} is malformed'),
    'refusal.import.broken_xlsx': label(
      'XLSX 文件已损坏，请重新另存后上传',
      'The XLSX file is damaged; save it again and upload',
    ),
    'refusal.import.encrypted_or_old': label(
      '文件有密码保护，或是旧的 XLS 格式，请去掉密码另存为 XLSX',
      'The file is password protected or an old XLS; save it as XLSX without a password',
    ),
    'refusal.import.too_many_columns': label('列数超过 {max}', 'More than {max} columns'),
    'refusal.import.unknown_field': label('没有字段 {field}，或不能导入', 'There is no field {field}, or it cannot be imported'),
    'refusal.import.field_twice': label(
      '字段 {field} 对应了两列，它不能由几列合成',
      'Two columns go to the field {field}, which cannot be made of several',
    ),
    'refusal.import.no_mapping': label('请先设置列的对应关系', 'Say first where the columns go'),
    'refusal.import.already_started': label('导入已经开始，不能再改', 'The import has started and cannot be changed'),
    'refusal.import.wrong_state': label('当前状态不能这样操作', 'This cannot be done in the present state'),
    'refusal.import.name_unknown': label('找不到“{value}”', 'Nothing is called “{value}”'),
    'refusal.import.name_not_unique': label('“{value}”有多条，无法确定是哪一条', 'Several are called “{value}”'),
    'refusal.import.parts_need_key': label(
      '一行是一条明细时，请选择按什么识别同一张单据',
      'Where a row is a line, say by what the rows of one record are known',
    ),
    'refusal.import.too_many_wholes': label(
      '一个文件最多 {max} 张带明细的单据，请拆成几个文件',
      'At most {max} records with lines in one file; split it',
    ),
    'refusal.import.whole_refused': label(
      '同一张单据的其他行有问题，整张未导入',
      'Another row of the same record has a problem; none of it was imported',
    ),
    'refusal.import.row_too_wide': label(
      '这一行有 {cells} 格，表头只有 {columns} 列：可能有没加引号的逗号',
      'The row has {cells} cells, the header {columns}: perhaps a comma that is not quoted',
    ),
    'refusal.import.row_too_short': label(
      '这一行只有 {cells} 格，表头有 {columns} 列：不知道缺的是哪几格',
      'The row has only {cells} cells, the header {columns}: nobody knows which are missing',
    ),
    'refusal.import.not_decoded': label(
      '有些字节不是 {encoding} 编码，读出来会是乱码',
      'Some bytes are no {encoding} text and would be read as rubbish',
    ),
    'refusal.import.cell_error': label('表格里的计算出错了：{value}', 'A calculation of the spreadsheet failed: {value}'),
    'refusal.import.formula_without_result': label(
      '公式没有存下结果，请用表格软件打开并保存一次',
      'The formula has no stored result; open the file in a spreadsheet and save it',
    ),
    'refusal.import.digits_lost': label(
      '长数字只保留了 {max} 位，后面的已丢失；请把这一列设为文本',
      'Of the long number only {max} digits are left; format the column as text',
    ),
    'refusal.import.more_in_cell': label(
      '除了第一个值，单元格里还有“{rest}”；请选择放到哪个字段',
      'Beside the first value the cell says “{rest}”; choose the field that keeps it',
    ),
    'refusal.import.no_key': label('查找依据是空的，按所选跳过', 'Says nothing of the key; skipped, as was chosen'),
    'refusal.import.not_an_id': label('“{value}”不是本系统的编号', '“{value}” is no id of this system'),
    'refusal.import.no_such_sheet': label('没有工作表“{sheet}”', 'There is no sheet “{sheet}”'),
    'refusal.record.twice_in_set': label('与第 {first} 行是同一条记录', 'The same record as row {first}'),
    'refusal.export.too_many_fields': label('一次最多导出 {max} 列', 'At most {max} columns at once'),
  },
})
