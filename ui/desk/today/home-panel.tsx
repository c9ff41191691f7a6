import type { Label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Patience } from '../../base/feedback/states.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'

const rowsWaiting = 3

interface PanelOf {
  readonly title: Label
  readonly count?: { readonly value: number; readonly capped: boolean } | undefined
  /** Where the rest stands, and how it is asked there. */
  readonly rest?: string
  readonly search?: object
  readonly children: ReactNode
}

/** A part of home: what it is called, how many there are, where the rest stands. */
export const HomePanel = ({ title, count, rest, search, children }: PanelOf) => {
  const w = useWords()
  const text = useText()
  return (
    <section className="lk-panel">
      <header>
        <h2>{text(title)}</h2>
        <span className="lk-muted lk-num">{count?.value ? `${count.value}${count.capped ? '+' : ''}` : ''}</span>
        {rest ? (
          <Link to={rest} search={(search ?? {}) as never}>
            {w('common.view_all')}
          </Link>
        ) : null}
      </header>
      {children}
    </section>
  )
}

/** A part of home that is on its way, in its own shape: what it is called, and rows with a name and a figure. */
export const HomeSkeleton = ({ title }: { readonly title: Label }) => {
  const w = useWords()
  return (
    <Patience>
      <HomePanel title={title}>
        <div role="status" aria-label={w('common.loading')}>
          {Array.from({ length: rowsWaiting }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders
            <div key={row} className="lk-panel-row lk-home-row">
              <span className="lk-skeleton" style={{ width: `${24 + ((row * 7) % 10)}%` }} />
              <span className="lk-grow" />
              <span className="lk-skeleton" style={{ width: 72 }} />
            </div>
          ))}
        </div>
      </HomePanel>
    </Patience>
  )
}
