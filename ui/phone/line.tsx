import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Icon } from '../base/icons/icon.tsx'

interface Props {
  readonly lead?: ReactNode
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly end?: ReactNode
  readonly short?: boolean
  readonly to?: string
  readonly onClick?: () => void
}

/** One line of a list, high enough for a thumb: leads somewhere, does something, or only tells. */
export const Line = ({ lead, title, note, end, short, to, onClick }: Props) => {
  const inner = (
    <>
      {lead}
      <span className="lk-grow lkm-line-text">
        <span className="lkm-line-title">{title}</span>
        {note ? <span className={`lkm-line-note${short ? ' one' : ''}`}>{note}</span> : null}
      </span>
      {end}
      {to ? <Icon name="chevron-right" size={16} className="lkm-chevron" /> : null}
    </>
  )
  if (to)
    return (
      <Link className="lkm-line" to={to as '/'}>
        {inner}
      </Link>
    )
  return onClick ? (
    <button type="button" className="lkm-line" onClick={onClick}>
      {inner}
    </button>
  ) : (
    <div className="lkm-line">{inner}</div>
  )
}
