import { approvingStep, idIn, label, type ProcessNode, roleObject, staffObject, departmentObject } from '@lianke/kernel'
import { Fragment } from 'react'
import { RecordTitle } from '../../base/field-types/parts/record-picker.tsx'
import { useText } from '../../base/i18n/i18n.ts'

type Config = Readonly<Record<string, unknown>>
const idsIn = (given: unknown): readonly string[] => (Array.isArray(given) ? given.flatMap((one) => idIn(one) ?? []) : [])
const shownMax = 3

/** Records that a step names, by what they are called. */
const Names = ({ object, ids }: { readonly object: string; readonly ids: readonly string[] }) => {
  const text = useText()
  if (ids.length === 0) return <>{text(label('还没有选', 'nobody chosen yet'))}</>
  return (
    <>
      {ids.slice(0, shownMax).map((id, at) => (
        <Fragment key={id}>
          {at > 0 ? '、' : ''}
          <RecordTitle object={object} id={id} />
        </Fragment>
      ))}
      {ids.length > shownMax ? text(label(' 等 {n} 人', ' and {n} in all'), { n: ids.length }) : null}
    </>
  )
}

const modes: Readonly<Record<string, ReturnType<typeof label>>> = {
  all: label('全部同意', 'all agree'),
  any: label('一人决定', 'whoever answers first'),
  in_order: label('依次', 'one after another'),
}
const several = new Set(['colleagues', 'role', 'chosen'])

const Who = ({ config }: { readonly config: Config }) => {
  const text = useText()
  const { who = 'superior', level, colleagues, role, department } = config
  const n = Number(level)
  if (who === 'colleagues') return <Names object={staffObject} ids={idsIn(colleagues)} />
  if (who === 'role') return <Names object={roleObject} ids={[idIn(role)].flatMap((id) => id ?? [])} />
  if (who === 'head' && idIn(department))
    return (
      <>
        <Names object={departmentObject} ids={[idIn(department) ?? '']} />
        {text(label('的负责人', ': its head'))}
      </>
    )
  if (who === 'head') return <>{text(label('提交人部门的负责人', 'Head of the submitter’s department'))}</>
  if (who === 'owner') return <>{text(label('记录的负责人', 'The owner of the record'))}</>
  if (who === 'chosen') return <>{text(label('提交人自己选', 'Whom the submitter chooses'))}</>
  if (who === 'superiors')
    return (
      <>
        {n > 0
          ? text(label('提交人的上级，逐级到第 {n} 级', 'The submitter’s superiors up to level {n}'), { n })
          : text(label('提交人的上级，逐级到最高', 'All the submitter’s superiors'))}
      </>
    )
  return (
    <>
      {n > 1
        ? text(label('提交人的第 {n} 级上级', 'The submitter’s superior {n} levels up'), { n })
        : text(label('提交人的上级', 'The submitter’s superior'))}
    </>
  )
}

/** Who approves at a step, as a sentence; nothing for other steps. */
export const Approvers = ({ node: { step, config } }: { readonly node: Pick<ProcessNode, 'step' | 'config'> }) => {
  const text = useText()
  if (step === 'approval.copy')
    return (
      <Names
        object={config.role ? roleObject : staffObject}
        ids={config.role ? [idIn(config.role) ?? ''] : idsIn(config.colleagues)}
      />
    )
  if (step !== approvingStep) return null
  return (
    <>
      <Who config={config} />
      {several.has(String(config.who)) ? ` · ${text(modes[String(config.mode ?? 'all')])}` : null}
    </>
  )
}
