import type { ReactNode } from 'react'

/** One thing of the machine room: what it is, how it stands, what can be done. On a phone the acts go below. */
export const Line = ({
  title,
  pill,
  facts,
  problem,
  acts,
  children,
}: {
  readonly title: ReactNode
  readonly pill?: ReactNode
  readonly facts: readonly ReactNode[]
  readonly problem?: ReactNode
  readonly acts?: ReactNode
  readonly children?: ReactNode
}) => (
  <li className="lk-ops-line">
    <div className="lk-grow">
      <div className="lk-row lk-ops-title">
        <b className="lk-ellipsis">{title}</b>
        {pill}
      </div>
      <div className="lk-ops-facts lk-num">
        {facts.filter(Boolean).map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence
          <span key={index}>{fact}</span>
        ))}
      </div>
      {problem ? <p className="lk-ops-problem">{problem}</p> : null}
      {children}
    </div>
    {acts ? <div className="lk-row lk-ops-acts">{acts}</div> : null}
  </li>
)
