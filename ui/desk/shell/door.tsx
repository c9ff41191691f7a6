import './shell.css'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../../base/i18n/i18n.ts'
import { Mark } from '../../base/icons/mark.tsx'

/** Points and the lines between them: the customers of a company and what ties them to it. */
const Constellation = () => {
  const points = [
    [120, 150, 10],
    [232, 92, 6],
    [318, 190, 14],
    [196, 260, 7],
    [92, 318, 5],
    [300, 330, 9],
    [420, 128, 6],
    [438, 280, 11],
    [224, 404, 12],
    [374, 430, 6],
    [110, 452, 8],
    [476, 392, 5],
  ] as const
  const lines = [
    [0, 1],
    [1, 2],
    [0, 3],
    [2, 3],
    [2, 6],
    [2, 7],
    [3, 4],
    [3, 5],
    [5, 7],
    [5, 8],
    [8, 10],
    [4, 10],
    [8, 9],
    [7, 11],
    [9, 11],
    [2, 5],
  ] as const
  const at = (index: number) => points[index] ?? points[0]
  return (
    <svg viewBox="40 40 500 480" width="min(64%, 520px)" aria-hidden>
      <g stroke="var(--lk-accent)" strokeOpacity=".26" strokeWidth="1.2">
        {lines.map(([a, b]) => (
          <line key={`${a}-${b}`} x1={at(a)[0]} y1={at(a)[1]} x2={at(b)[0]} y2={at(b)[1]} />
        ))}
      </g>
      {points.map(([x, y, r], index) => (
        <g key={`${x}-${y}`}>
          <circle cx={x} cy={y} r={r + 8} fill="var(--lk-accent)" opacity=".07" />
          <circle
            cx={x}
            cy={y}
            r={r}
            fill={index % 3 === 2 ? 'var(--lk-accent)' : 'var(--lk-surface)'}
            stroke="var(--lk-accent)"
            strokeWidth="1.6"
          />
        </g>
      ))}
    </svg>
  )
}

/** The frame of sign-in and first-run pages. */
export const Door = ({
  title,
  lead,
  children,
}: {
  readonly title: string
  readonly lead: string
  readonly children: ReactNode
}) => {
  const { language, setLanguage } = useLanguage()
  const w = useWords()
  return (
    <div className="lk-door">
      <div className="lk-door-tools">
        <button type="button" className="lk-plain lk-muted" onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}>
          {language === 'en' ? '中文' : 'English'}
        </button>
      </div>
      <main className="lk-door-form">
        <div className="lk-row" style={{ marginBottom: 40, gap: 10 }}>
          <Mark size={32} />
          <strong style={{ fontSize: 17 }}>{w('app.name')}</strong>
        </div>
        <h1 className="lk-title-1" style={{ fontSize: 24, lineHeight: '32px' }}>
          {title}
        </h1>
        <p className="lk-muted" style={{ margin: '4px 0 28px' }}>
          {lead}
        </p>
        {children}
      </main>
      <div className="lk-door-picture">
        <Constellation />
      </div>
    </div>
  )
}
