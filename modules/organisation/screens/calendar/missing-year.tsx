import { label } from '@lianke/kernel'
import { Icon, useCommand, useText, useToast } from '@lianke/ui'
import { Alert, Button } from 'antd'
import { useRef } from 'react'

const notJson = label('这个文件不是 JSON', 'This file is no JSON')

/** Takes a year's holidays out of a file. */
export const ImportYear = ({ calendar, done }: { readonly calendar: string; done(year: number): void }) => {
  const text = useText()
  const toast = useToast()
  const file = useRef<HTMLInputElement>(null)
  const take = useCommand<{ year: number; days: number }>('calendar.import_year')
  const read = async (chosen: File | undefined) => {
    if (!chosen) return
    let content: unknown
    try {
      content = JSON.parse(await chosen.text())
    } catch {
      return toast.failed(new Error(text(notJson)))
    }
    take.mutate(
      { id: calendar, file: content },
      {
        onError: toast.failed,
        onSuccess: ({ year, days }) => {
          toast.done(text(label('{year} 年已有 {days} 天安排', 'The year {year} has {days} days'), { year, days }))
          done(year)
        },
      },
    )
  }
  return (
    <>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={(event) => {
          void read(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Button size="small" icon={<Icon name="upload" size={14} />} loading={take.isPending} onClick={() => file.current?.click()}>
        {text(label('导入某年节假日', 'Import a year'))}
      </Button>
    </>
  )
}

/** A year of which nothing is known says so, and what to do about it. */
export const MissingYear = ({
  year,
  source,
  keepEmpty,
}: {
  readonly year: number
  readonly source: unknown
  keepEmpty(): void
}) => {
  const text = useText()
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      message={text(label('还没有 {year} 年的节假日', 'The holidays of {year} are missing'), { year })}
      description={text(
        source === 'china'
          ? label(
              '在补上之前，落在这一年的期限按普通工作日计算，记录上会注明。国务院公布后产品更新会自动带来，也可以现在导入当年的文件（holiday-cn 的 JSON）。',
              'Until they are added, deadlines in this year count ordinary weekdays, and records say so. An update of the product brings them once they are published; or import that year’s file now (JSON of holiday-cn).',
            )
          : label(
              '在补上之前，落在这一年的期限按普通工作日计算，记录上会注明。点日子逐天添加，或导入文件；这一年没有假期就确认一下。',
              'Until they are added, deadlines in this year count ordinary weekdays, and records say so. Choose days to add them, import a file, or confirm that there are none.',
            ),
      )}
      action={
        source === 'own' ? (
          <Button size="small" onClick={keepEmpty}>
            {text(label('这一年没有假期', 'None this year'))}
          </Button>
        ) : null
      }
    />
  )
}
