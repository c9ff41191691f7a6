import { isShown, label, type MetaObject } from '@lianke/kernel'
import {
  Button,
  FormFields,
  Problem,
  problemsByField,
  sayProblem,
  Screen,
  Section,
  useModel,
  useSave,
  useText,
  useToast,
  useWords,
  wireOf,
} from '@lianke/ui/phone'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

const person = 'customer.person'

/** What was filled in of all that the record asks for as it stands. */
const filledIn = (object: MetaObject, values: Readonly<Record<string, unknown>>) =>
  Object.entries(values).filter(
    ([name, value]) =>
      value !== null && value !== undefined && value !== '' && isShown(object.fields[name] ?? { options: {} }, values),
  )

/** A new customer: the phone number first, so that one who is known already is noticed before the rest is typed. */
const NewPersonPage = () => {
  const text = useText()
  const w = useWords()
  const toast = useToast()
  const navigate = useNavigate()
  const object = useModel().object(person)
  const save = useSave(person)
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(() => ({
    stage: object?.fields.stage?.options.default ?? null,
  }))
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  if (!object) return null
  const filled = filledIn(object, values)
  const reachable = Boolean(values.name ?? values.phone)
  const submit = () =>
    save.mutate(
      { values: Object.fromEntries(filled.map(([name, value]) => [name, wireOf(object.fields[name], value)])) },
      {
        onSuccess: (row) => {
          toast.done(text(label('已新建“{name}”', 'Created {name}'), { name: String(row.name ?? '') || text(object.label) }))
          void navigate({ to: `/customers/${row.id}`, replace: true })
        },
        onError: (error) => {
          const placed = problemsByField(error)
          setProblems(placed)
          if (!(error instanceof Problem) || !Object.keys(placed).some((name) => name in object.fields))
            toast.failed(new Error(sayProblem(error, w)))
        },
      },
    )
  return (
    <Screen
      title={text(label('新建客户', 'New customer'))}
      back="/customers"
      foot={
        <div className="lkm-foot-button">
          <Button block color="primary" size="large" disabled={!reachable} loading={save.isPending} onClick={submit}>
            {w('form.create')}
          </Button>
        </div>
      }
    >
      <Section>
        <div style={{ padding: '8px 0' }}>
          <FormFields
            object={object}
            values={values}
            problems={problems}
            pathOf={(id) => `/customers/${id}`}
            onChange={(name, value) => {
              setValues((old) => ({ ...old, [name]: value }))
              setProblems(({ [name]: _solved, ...rest }) => rest)
            }}
          />
        </div>
      </Section>
    </Screen>
  )
}
export default NewPersonPage
