import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../base/i18n/i18n.ts'
import { Icon } from '../base/icons/icon.tsx'

/** One screen of the phone: head, content that scrolls, and acts within reach of the thumb. */
export const Screen = ({
  title,
  back,
  end,
  foot,
  children,
}: {
  /** Absent: the content has a head of its own. */
  readonly title?: ReactNode
  /** Where the arrow leads when this screen was the first one opened. */
  readonly back?: string
  readonly end?: ReactNode
  readonly foot?: ReactNode
  readonly children: ReactNode
}) => {
  const w = useWords()
  const router = useRouter()
  const navigate = useNavigate()
  const canGoBack = useCanGoBack()
  const leave = () => (canGoBack ? router.history.back() : void navigate({ to: back ?? '/', replace: true }))
  return (
    <div className="lkm-screen">
      {title === undefined ? null : (
        <header className="lkm-head">
          {back ? (
            <button type="button" className="lkm-icon-button" aria-label={w('state.back')} onClick={leave}>
              <Icon name="chevron-left" size={22} />
            </button>
          ) : null}
          <h1 className="lk-ellipsis">{title}</h1>
          {end}
        </header>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must be able to */}
      <main className="lkm-body" tabIndex={0}>
        {children}
      </main>
      {foot ? <footer className="lkm-foot">{foot}</footer> : null}
    </div>
  )
}

/** A group of lines with a small title. */
export const Section = ({
  title,
  end,
  children,
}: {
  readonly title?: ReactNode
  readonly end?: ReactNode
  readonly children: ReactNode
}) => (
  <section className="lkm-section">
    {title ? (
      <header>
        <h2>{title}</h2>
        {end}
      </header>
    ) : null}
    {children}
  </section>
)
