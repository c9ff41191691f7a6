import { linkOf, type MetaObject } from '@lianke/kernel'
import { Alert, Button, Drawer } from 'antd'
import { useMemo } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type FormState, useObjectForm } from '../../base/object-form/use-object-form.ts'
import type { CreateRequest } from '../shell/create.tsx'
import { FormBody } from './form-body.tsx'
import { LinesGrid } from './lines-grid.tsx'
import { useFormDrawerActs } from './use-form-drawer-acts.ts'

interface Props {
  readonly request: CreateRequest
  close(): void
}

/** Form of one record beside the page. Ctrl/Cmd-Enter saves; leaving with changes asks once, for they cannot be brought back. */
const FormDrawer = ({ request, close }: Props) => {
  const object = useModel().object(request.object)
  return object ? <ObjectDrawer object={object} request={request} close={close} /> : null
}

const nothing: Readonly<Record<string, unknown>> = {}
/** References that the caller has given: they are no question. */
const useGiven = (object: MetaObject, defaults: CreateRequest['defaults']): readonly string[] =>
  useMemo(
    () =>
      Object.keys(defaults ?? nothing).filter((name) => {
        const field = object.fields[name]
        return field !== undefined && linkOf(field) !== undefined
      }),
    [defaults, object],
  )

const Foot = ({
  form,
  isNew,
  acts: { finish, leave },
}: {
  readonly form: FormState
  readonly isNew: boolean
  readonly acts: ReturnType<typeof useFormDrawerActs>
}) => {
  const w = useWords()
  const wrong = Object.keys(form.problems).length
  return (
    <div className="lk-form-foot">
      {wrong > 0 ? (
        <span className="lk-field-problem lk-grow">{w('form.invalid', { n: wrong })}</span>
      ) : (
        <span className="lk-grow" />
      )}
      {isNew ? (
        <Button onClick={() => void finish(true)} disabled={form.saving}>
          {w('form.create_more')}
        </Button>
      ) : (
        <Button onClick={leave}>{w('common.cancel')}</Button>
      )}
      <Button type="primary" loading={form.saving} onClick={() => void finish(false)}>
        {w(isNew ? 'form.create' : 'common.save')}
      </Button>
    </div>
  )
}

/** Its fields and lines, with what the server said of the whole. */
const Asked = ({
  object,
  request,
  form,
}: {
  readonly object: MetaObject
  readonly request: CreateRequest
  readonly form: FormState
}) => {
  const w = useWords()
  const given = useGiven(object, request.defaults)
  return (
    <>
      {form.general ? (
        <Alert
          type="error"
          showIcon
          icon={<Icon name="warning" size={15} />}
          title={w('form.refused')}
          description={form.general}
        />
      ) : null}
      {form.loadError ? (
        <Failure error={form.loadError} />
      ) : form.loading ? (
        <Skeleton rows={6} />
      ) : (
        <>
          <FormBody
            object={object}
            id={request.id}
            values={form.values}
            problems={form.problems}
            onChange={form.change}
            without={given}
          />
          {form.child ? (
            <LinesGrid child={form.child} lines={form.lines} onChange={form.setLines} problems={form.lineProblems} />
          ) : null}
        </>
      )}
    </>
  )
}

const ObjectDrawer = ({ object, request, close }: Props & { readonly object: MetaObject }) => {
  const w = useWords()
  const text = useText()
  const narrow = useNarrow()
  const model = useModel()
  const form = useObjectForm(model, object, request.id, request.defaults ?? nothing)
  const acts = useFormDrawerActs(object, request, form, close)
  const name = text(object.label)
  return (
    <Drawer
      open
      onClose={acts.leave}
      size={narrow ? '100%' : form.child ? 880 : 560}
      className="lk-form-drawer"
      closable={{ placement: 'end' }}
      mask={{ closable: true, blur: false }}
      title={request.id ? w('form.edit', { object: name }) : w('form.new', { object: name })}
      footer={<Foot form={form} isNew={!request.id} acts={acts} />}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens for the saving keys of its inputs */}
      <div className="lk-stack" style={{ gap: 20 }} onKeyDown={acts.onKeyDown}>
        <Asked object={object} request={request} form={form} />
      </div>
    </Drawer>
  )
}
export default FormDrawer
