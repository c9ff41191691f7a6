import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../base/i18n/i18n.ts'

/** The foot of a drawer that asks: what is missing, a way out, and the act. */
export const DrawerFoot = ({
  said,
  close,
  act,
  word,
  busy,
  disabled,
}: {
  readonly said?: ReactNode
  close(): void
  act(): void
  readonly word: string
  readonly busy?: boolean
  readonly disabled?: boolean
}) => {
  const w = useWords()
  return (
    <div className="lk-row">
      <span className="lk-muted lk-grow">{said}</span>
      <Button onClick={close}>{w('common.cancel')}</Button>
      <Button type="primary" loading={busy} disabled={disabled} onClick={act}>
        {word}
      </Button>
    </div>
  )
}
