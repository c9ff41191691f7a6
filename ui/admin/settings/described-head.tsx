import type { ReactNode } from 'react'
import { Icon } from '../../base/icons/icon.tsx'

const faceStyle = {
  width: 36,
  height: 36,
  borderRadius: 10,
  background: 'var(--lk-accent-soft)',
  color: 'var(--lk-accent-text)',
  display: 'grid',
  placeItems: 'center',
} as const

/** What a described thing is called, by people and by programs, and what can be done with it. */
export const DescribedHead = ({
  name,
  said,
  icon,
  acts,
}: {
  readonly name: string
  readonly said: string
  readonly icon: string
  readonly acts?: ReactNode
}) => (
  <div className="lk-row" style={{ marginBottom: 12, gap: 12, flexWrap: 'wrap' }}>
    <span className="lk-face-icon" style={faceStyle}>
      <Icon name={icon} size={18} />
    </span>
    <div className="lk-grow" style={{ minWidth: 140 }}>
      <h2 className="lk-title-2">{said}</h2>
      <code className="lk-label">{name}</code>
    </div>
    {acts}
  </div>
)
