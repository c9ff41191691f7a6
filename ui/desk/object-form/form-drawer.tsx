import { Alert, App, Button, Drawer } from 'antd'
import { type KeyboardEvent, useMemo } from 'react'
import { linkOf, type MetaObject } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useNarrow } from '../../base/client/viewport.ts'
import type { CreateRequest } from '../shell/create.tsx'
import { FormBody } from './form-body.tsx'
import { LinesGrid } from './lines-grid.tsx'
import { useObjectForm } from '../../base/object-form/use-object-form.ts'

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
const ObjectDrawer = ({ object, request, close }: Props & { readonly object: MetaObject }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const narrow = useNarrow()
  const { modal } = App.useApp()
  const model = useModel()
  const form = useObjectForm(model, object, request.id, request.defaults ?? nothing)
  const given = useMemo(
    () =>
      Object.keys(request.defaults ?? nothing).filter((name) => {
        const field = object.fields[name]
        return field !== undefined && linkOf(field) !== undefined
      }),
    [request.defaults, object],
  )
  const name = text(object.label)
  const finish = async (more: boolean) => {
    const row = await form.submit()
    if (!row) return
    toast.done(request.id ? w('form.saved') : w('form.created', { title: `“${String(row[object.title] ?? name)}”` }))
    request.done?.(row.id)
    if (more) form.reset()
    else close()
  }
  const leave = () => {
    if (!form.dirty) return close()
    modal.confirm({
      title: w('form.unsaved'),
      content: w('form.unsaved_help'),
      okText: w('form.leave'),
      okButtonProps: { danger: true },
      cancelText: w('form.stay'),
      onOk: close,
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      void finish(false)
    }
  }
  const wrong = Object.keys(form.problems).length
  return (
    <Drawer
      open
      onClose={leave}
      size={narrow ? '100%' : form.child ? 880 : 560}
      className="lk-form-drawer"
      closable={{ placement: 'end' }}
      mask={{ closable: true, blur: false }}
      title={request.id ? w('form.edit', { object: name }) : w('form.new', { object: name })}
      footer={
        <div className="lk-form-foot">
          {wrong > 0 ? (
            <span className="lk-field-problem lk-grow">{w('form.invalid', { n: wrong })}</span>
          ) : (
            <span className="lk-grow" />
          )}
          {request.id ? (
            <Button onClick={leave}>{w('common.cancel')}</Button>
          ) : (
            <Button onClick={() => void finish(true)} disabled={form.saving}>
              {w('form.create_more')}
            </Button>
          )}
          <Button type="primary" loading={form.saving} onClick={() => void finish(false)}>
            {w(request.id ? 'common.save' : 'form.create')}
          </Button>
        </div>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens for the saving keys of its inputs */}
      <div className="lk-stack" style={{ gap: 20 }} onKeyDown={onKeyDown}>
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
      </div>
    </Drawer>
  )
}
export default FormDrawer
