import type { TrialLine } from '@lianke/kernel'
import { label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { recordPath } from '../../base/client/peek.ts'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText } from '../../base/i18n/i18n.ts'

interface Asked {
  readonly trial: { readonly command: string; readonly as: string }
  readonly value: unknown
}

/** What another value would mean for the records there are, before it is saved. */
export const SettingTrial = ({ trial, value }: Asked) => {
  const text = useText()
  const toast = useToast()
  const [told, setTold] = useState<readonly TrialLine[]>([])
  const [busy, setBusy] = useState(false)
  const attempt = () => {
    setBusy(true)
    request<{ told: TrialLine[] }>(`/commands/${trial.command}`, { body: { [trial.as]: value } })
      .then((answer) => setTold(answer.told), toast.failed)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <Button size="small" loading={busy} onClick={attempt}>
        {text(label('试算', 'Try it out'))}
      </Button>
      {told.length > 0 ? (
        <ul className="lk-setting-told" aria-live="polite">
          {told.map(({ words, some }) => (
            <li key={words.en}>
              {text(words)}
              {some.map(({ object, id, title }) => (
                <Link key={id} to={recordPath(object, id)}>
                  {title ?? id.slice(0, 8)}
                </Link>
              ))}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
