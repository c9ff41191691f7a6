import { type Field, label, optionsIn, type OwnEvent } from '@lianke/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

const examples: Readonly<Partial<Record<Field['type'], unknown>>> = {
  integer: 2,
  decimal: 3.5,
  boolean: true,
  date: '2026-01-05',
  datetime: '2026-01-05T10:00:00+08:00',
  url: 'https://example.com/',
}
const exampleOf = ({ type, options }: Field): unknown => optionsIn(options)[0]?.value ?? examples[type] ?? 'A1001'
const propertiesOf = ({ fields }: OwnEvent): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([property, field]) => [property, exampleOf(field)]))

const inPage = (event: OwnEvent): string => `lianke('track', '${event.name}', ${JSON.stringify(propertiesOf(event))})`
const byProgram = (event: OwnEvent): string => {
  const batch = [{ message_id: 'A1001', type: 'track', event: event.name, user_id: 'user-7', properties: propertiesOf(event) }]
  return `curl -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" ${window.location.origin}/collect \\\n  -d '${JSON.stringify({ batch })}'`
}

const Snippet = ({ title, code }: { readonly title: string; readonly code: string }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const copy = () => void navigator.clipboard.writeText(code).then(() => toast.done(w('toast.copied')), toast.failed)
  return (
    <div style={{ marginTop: 8 }}>
      <div className="lk-row">
        <span className="lk-label lk-grow">{title}</span>
        <Button size="small" type="text" icon={<Icon name="copy" size={13} />} onClick={copy}>
          {text(label('复制', 'Copy'))}
        </Button>
      </div>
      <pre className="lk-ops-body" style={{ marginTop: 2 }}>
        {code}
      </pre>
    </div>
  )
}

/** What a page and a program write to tell this event. */
export const HowToTell = ({ event }: { readonly event: OwnEvent }) => {
  const text = useText()
  const [open, setOpen] = useState(Object.keys(event.fields).length === 0)
  return (
    <div style={{ margin: '12px 0 20px' }}>
      <button type="button" className="lk-plain lk-ops-raw" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'chevron-down' : 'chevron-right'} size={12} />
        {text(label('怎样上报', 'How to tell it'))}
      </button>
      {open && event.from.includes('page') ? (
        <Snippet title={text(label('网页里（已放置代码的页面）', 'In a page that has the snippet'))} code={inPage(event)} />
      ) : null}
      {open && event.from.includes('program') ? (
        <Snippet title={text(label('程序', 'By a program'))} code={byProgram(event)} />
      ) : null}
    </div>
  )
}
