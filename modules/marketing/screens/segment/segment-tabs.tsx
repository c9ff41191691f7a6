import { label, type Row } from '@lianke/kernel'
import { useText } from '@lianke/ui'
import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { ByHand } from './by-hand.tsx'
import { Comings } from './comings.tsx'
import { Members } from './members.tsx'
import { conditionsOf, useByHand } from './use-segment-draft.ts'

/** Conditions, members, how they came and went, and who is in or out by hand. */
export const SegmentTabs = ({
  row,
  may,
  conditions,
}: {
  readonly row: Row
  readonly may: boolean
  readonly conditions: ReactNode
}) => {
  const text = useText()
  const { put, leaveOut } = useByHand(row)
  const members = (
    <>
      {text(label('成员', 'Members'))}
      <span className="lk-muted lk-num" style={{ marginLeft: 6 }}>
        {row.member_count === null ? '' : String(row.member_count)}
      </span>
    </>
  )
  return (
    <Tabs
      size="small"
      destroyOnHidden
      items={[
        { key: 'conditions', label: text(label('条件', 'Conditions')), children: conditions },
        {
          key: 'members',
          label: members,
          children: <Members id={row.id} filter={conditionsOf(row)} {...(may ? { onExclude: leaveOut } : {})} />,
        },
        { key: 'comings', label: text(label('进出记录', 'Entries and exits')), children: <Comings id={row.id} /> },
        {
          key: 'by_hand',
          label: text(label('手动名单', 'By hand')),
          children: <ByHand row={row} onChange={put} disabled={!may} />,
        },
      ]}
    />
  )
}
