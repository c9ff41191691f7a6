import { useNavigate } from '@tanstack/react-router'
import { label, type MetaObject } from '@lianke/kernel'
import { useState } from 'react'
import { Skeleton } from '../../base/feedback/skeleton.tsx'
import { RecordOn } from '../../base/field-types/parts/record-on.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { askedFields, formFields, sectionsOf, splitFields } from '../../base/object-form/form-fields.ts'
import { useMadeWith } from '../../base/object-form/made-with.ts'
import { type FormState, useObjectForm } from '../../base/object-form/use-object-form.ts'
import { Button } from '../button.tsx'
import { Failure } from '../failure.tsx'
import { FormFields } from '../form-fields.tsx'
import { useModel } from '../../base/client/phone-model.ts'
import { useToast } from '../../base/feedback/notice.tsx'
import { Screen, Section } from '../screen.tsx'
import { phoneListPath, useRecordPath } from '../../base/registry/use-record-path.ts'
import { LineFields } from './line-fields.tsx'
import { Unseen } from './unseen.tsx'
import { useAskedObject } from './use-asked-object.ts'

const nothing: Readonly<Record<string, unknown>> = {}

/** What is asked, in its sections: first what tells the record, the rest behind one touch. */
const Asked = ({
  object,
  id,
  form,
}: {
  readonly object: MetaObject
  readonly id: string | undefined
  readonly form: FormState
}) => {
  const w = useWords()
  const text = useText()
  const pathOf = useRecordPath()
  const made = useMadeWith(useModel(), object)
  const [all, setAll] = useState(id !== undefined)
  const fields = askedFields(formFields(object, id === undefined, made), form.values)
  const { first, rest } = splitFields(object, fields)
  const open = all || rest.some(({ name }) => form.problems[name])
  return (
    <>
      {sectionsOf(open ? fields : first).map((section) => (
        <Section key={section.label?.en ?? ''} title={section.label ? text(section.label) : undefined}>
          <div className="lkm-inputs">
            <FormFields
              object={object}
              id={id}
              fields={section.fields}
              values={form.values}
              problems={form.problems}
              onChange={form.change}
              pathOf={(found) => pathOf(object.name, found)}
            />
          </div>
        </Section>
      ))}
      {open || rest.length === 0 ? null : (
        <button type="button" className="lkm-link lkm-more-fields" onClick={() => setAll(true)}>
          {w('form.more', { n: rest.length })}
        </button>
      )}
    </>
  )
}

const Form = ({ object, id }: { readonly object: MetaObject; readonly id: string | undefined }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const pathOf = useRecordPath()
  const form = useObjectForm(useModel(), object, id, nothing)
  const what = { what: text(object.label) }
  const submit = async () => {
    const row = await form.submit()
    if (!row) return
    const title = String(row[object.title] ?? '') || text(object.label)
    toast.done(id ? w('form.saved') : w('form.created', { title: `“${title}”` }))
    void navigate({ to: pathOf(object.name, row.id) as '/', replace: true })
  }
  const wrong = Object.keys(form.problems).length
  const said = form.general ?? (wrong > 0 ? text(label('有 {n} 处要改', '{n} to mend'), { n: wrong }) : null)
  return (
    <Screen
      title={text(id ? label('编辑{what}', 'Edit {what}') : label('新建{what}', 'New {what}'), what)}
      back={id ? pathOf(object.name, id) : phoneListPath(object.name)}
      foot={
        <div className="lkm-foot-button">
          <Button block color="primary" size="large" loading={form.saving} onClick={() => void submit()}>
            {id ? w('common.save') : w('form.create')}
          </Button>
        </div>
      }
    >
      {form.loadError ? (
        <Failure error={form.loadError} retry={() => location.reload()} />
      ) : form.loading ? (
        <Skeleton rows={6} height={56} />
      ) : (
        <RecordOn value={id ? `${object.name}/${id}` : null}>
          {said ? (
            <p className="lkm-problem lkm-note" role="alert">
              {said}
            </p>
          ) : null}
          <Asked object={object} id={id} form={form} />
          {form.child ? (
            <LineFields child={form.child} lines={form.lines} onChange={form.setLines} problems={form.lineProblems} />
          ) : null}
        </RecordOn>
      )}
    </Screen>
  )
}

/** A new record of any object, or one that is changed. */
const FormPage = () => {
  const { object, id } = useAskedObject()
  if (!object || !(id ? object.may.update : object.may.create) || object.ledger) return <Unseen />
  return <Form key={`${object.name}:${id ?? ''}`} object={object} id={id} />
}
export default FormPage
