import { label, type Label } from '@lianke/kernel'
import { Checkbox, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { PageSection } from '../../desk/shell/page-frame.tsx'
import { type FormatChoice, type ImportRun, type TableFormat, useImportActs } from './import-run.ts'
import { useDoing } from './use-doing.ts'

const encodings: Readonly<Record<string, Label>> = {
  'utf-8': label('UTF-8', 'UTF-8'),
  gb18030: label('简体中文（GBK、GB18030）', 'Simplified Chinese (GBK, GB18030)'),
  big5: label('繁体中文（Big5）', 'Traditional Chinese (Big5)'),
  shift_jis: label('日文（Shift_JIS）', 'Japanese (Shift_JIS)'),
  'euc-jp': label('日文（EUC-JP）', 'Japanese (EUC-JP)'),
  'euc-kr': label('韩文（EUC-KR）', 'Korean (EUC-KR)'),
  'utf-16le': label('UTF-16（小端）', 'UTF-16 (little end first)'),
  'utf-16be': label('UTF-16（大端）', 'UTF-16 (big end first)'),
  'windows-1252': label('西欧（Windows-1252）', 'Western (Windows-1252)'),
  'windows-1250': label('中欧（Windows-1250）', 'Central European (Windows-1250)'),
  'windows-1251': label('西里尔（Windows-1251）', 'Cyrillic (Windows-1251)'),
  'windows-1253': label('希腊（Windows-1253）', 'Greek (Windows-1253)'),
  'windows-1254': label('土耳其（Windows-1254）', 'Turkish (Windows-1254)'),
  'windows-874': label('泰文（Windows-874）', 'Thai (Windows-874)'),
}
const delimiters: Readonly<Record<string, Label>> = {
  ',': label('逗号', 'comma'),
  ';': label('分号', 'semicolon'),
  '\t': label('制表符', 'tab'),
  '|': label('竖线', 'vertical bar'),
}

/** All that was chosen or found, so that a change of one thing leaves the others. */
const choiceOf = ({ kind, encoding, layout, sheet }: TableFormat): FormatChoice => ({
  ...(kind === 'text' ? { encoding, delimiter: layout.delimiter } : {}),
  preamble: layout.preamble,
  hasHeader: layout.hasHeader,
  ...(layout.short ? { short: layout.short } : {}),
  ...(sheet ? { sheet: sheet.name } : {}),
})

const Choice = ({ said, children }: { readonly said: string; readonly children: ReactNode }) => (
  <div className="lk-reading-choice">
    <span className="lk-label">{said}</span>
    {children}
  </div>
)

interface Reading {
  readonly format: TableFormat
  readonly busy: boolean
  read(choice: FormatChoice): void
}

/** What rows the file has that have not as many cells as its header. */
const Ragged = ({
  format,
  busy,
  read,
}: {
  readonly format: TableFormat
  readonly busy: boolean
  read(choice: FormatChoice): void
}) => {
  const text = useText()
  const { number } = useNumbers()
  const { short = 0, wide = 0, layout, broken } = format
  return (
    <>
      {wide > 0 ? (
        <p className="lk-import-failure">
          {text(
            label(
              '{n} 行的格数比表头多（可能有没加引号的逗号），不会导入。',
              '{n} rows have more cells than the header (perhaps commas that are not quoted) and are not imported.',
            ),
            { n: number(wide) },
          )}
        </p>
      ) : null}
      {short > 0 || layout.short ? (
        <Checkbox
          disabled={busy}
          checked={layout.short === 'empty'}
          onChange={({ target }) => read({ short: target.checked ? 'empty' : undefined })}
        >
          {text(
            label(
              '格数比表头少的行（{n} 行）：缺的是最后几格，按空处理',
              'Rows with fewer cells than the header ({n}): the last ones are empty',
            ),
            { n: number(short) },
          )}
        </Checkbox>
      ) : null}
      {broken ? (
        <p className="lk-muted">
          {text(
            label('有些字节不是这种编码：那些行不会导入。', 'Some bytes are not of this encoding: their rows are not imported.'),
          )}
        </p>
      ) : null}
    </>
  )
}

/** Of a text: in what letters it is written, and what divides its cells. */
const TextChoices = ({ format, busy, read }: Reading) => {
  const text = useText()
  const words = (all: Readonly<Record<string, Label>>) =>
    Object.entries(all).map(([value, said]) => ({ value, label: text(said) }))
  return (
    <>
      <Choice said={text(label('编码', 'Encoding'))}>
        <Select
          aria-label={text(label('编码', 'Encoding'))}
          style={{ width: 240 }}
          loading={busy}
          disabled={busy}
          value={format.encoding}
          options={words(encodings)}
          onChange={(encoding) => read({ encoding })}
        />
      </Choice>
      <Choice said={text(label('分隔符', 'Delimiter'))}>
        <Select
          aria-label={text(label('分隔符', 'Delimiter'))}
          style={{ width: 110 }}
          disabled={busy}
          value={format.layout.delimiter}
          options={words(delimiters)}
          onChange={(delimiter) => read({ encoding: format.encoding, delimiter })}
        />
      </Choice>
    </>
  )
}

/** Of a workbook: which of its sheets. */
const SheetChoice = ({ format, busy, read }: Reading) => {
  const text = useText()
  return (
    <Choice said={text(label('工作表（共 {n} 个）', 'Sheet (of {n})'), { n: format.sheets?.length ?? 1 })}>
      <Select
        aria-label={text(label('工作表', 'Sheet'))}
        style={{ minWidth: 180 }}
        loading={busy}
        disabled={busy}
        value={format.sheet?.name}
        options={(format.sheets ?? []).map((name) => ({ value: name, label: name }))}
        onChange={(sheet) => read({ sheet })}
      />
    </Choice>
  )
}

/** How the file is read; each choice reads it anew. */
export const ReadingChoices = ({ run }: { readonly run: ImportRun }) => {
  const text = useText()
  const acts = useImportActs(run.id)
  const { busy, doing } = useDoing()
  const { format } = run
  const read = (choice: FormatChoice) => void doing(() => acts.read({ ...choiceOf(format), ...choice }))
  // Another encoding, delimiter or sheet may show another header.
  const readAnew = (choice: FormatChoice) => void doing(() => acts.read(choice))
  return (
    <PageSection
      title={text(label('文件', 'The file'))}
      help={text(label('自动识别的读法，不对就改', 'As it was found; change what is wrong'))}
    >
      <div className="lk-reading">
        {format.kind === 'text' ? (
          <TextChoices format={format} busy={busy} read={readAnew} />
        ) : (
          <SheetChoice format={format} busy={busy} read={readAnew} />
        )}
        <Choice said={text(label('表格上方跳过的行', 'Lines above the table'))}>
          <InputNumber
            aria-label={text(label('表格上方跳过的行', 'Lines above the table'))}
            style={{ width: 80 }}
            min={0}
            max={200}
            disabled={busy}
            defaultValue={format.layout.preamble}
            onBlur={({ target }) => {
              const preamble = Number(target.value)
              if (preamble !== format.layout.preamble) read({ preamble })
            }}
          />
        </Choice>
        <Checkbox
          disabled={busy}
          checked={format.layout.hasHeader}
          onChange={({ target }) => read({ hasHeader: target.checked })}
        >
          {text(label('第一行是列名', 'The first line names the columns'))}
        </Checkbox>
      </div>
      <Ragged format={format} busy={busy} read={read} />
    </PageSection>
  )
}
