import { label, personObject, textIn } from '@lianke/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import { useAsked } from '../../base/client/address.ts'
import { useModel } from '../../base/client/meta.ts'
import { Problem } from '../../base/client/request.ts'
import { Empty } from '../../base/feedback/states.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { PageSection } from '../../desk/shell/page-frame.tsx'
import { DropZone } from './drop-zone.tsx'
import { uploadTable } from './import-run.ts'

/** Sends a file and goes to its import. */
const useUpload = (object: string) => {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [sending, setSending] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const send = async (file: File | undefined) => {
    if (!file || sending) return
    setFailure(null)
    setSending(file.name)
    try {
      const id = await uploadTable(object, file)
      await client.invalidateQueries({ queryKey: ['imports'] })
      void navigate({ to: `/imports/${id}` })
    } catch (cause) {
      setFailure(cause)
    } finally {
      setSending(null)
    }
  }
  return { sending, failure, send: (file: File | undefined) => void send(file) }
}

const NotSent = ({ failure }: { readonly failure: unknown }) => {
  const text = useText()
  return (
    <p role="alert" className="lk-import-failure">
      <Icon name="warning" size={15} />
      {failure instanceof Problem && failure.status > 0
        ? failure.detail || failure.title
        : text(label('网络不通，文件没有送达。请重试。', 'No connection; the file did not arrive. Try again.'))}{' '}
      {text(label('没有写入任何数据。', 'Nothing was written.'))}
    </p>
  )
}

/** What may be imported, and the place for its file. */
export const NewImport = () => {
  const text = useText()
  const model = useModel()
  const asked = textIn(useAsked('object')) ?? undefined
  const objects = model.objects.filter(({ may }) => may.import)
  const [object, setObject] = useState<string | null>(null)
  // What a company brings first is its customers; nobody is to import them as staff by an oversight.
  const chosen = object ?? asked ?? objects.find(({ name }) => name === personObject)?.name ?? ''
  const { sending, failure, send } = useUpload(chosen)
  if (objects.length === 0)
    return (
      <Empty
        icon="lock"
        title={text(label('没有可以导入的数据', 'Nothing you may import'))}
        help={text(label('请管理员在角色里打开“导入”', 'Ask an administrator for the import right'))}
      />
    )
  return (
    <PageSection>
      <div className="lk-row" style={{ marginBottom: 12 }}>
        <span className="lk-muted">{text(label('导入到', 'Import into'))}</span>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 220 }}
          aria-label={text(label('导入到', 'Import into'))}
          value={chosen || undefined}
          placeholder={text(label('请选择', 'Choose'))}
          onChange={setObject}
          options={objects.map((one) => ({ value: one.name, label: text(one.plural ?? one.label) }))}
        />
      </div>
      {chosen ? <DropZone sending={sending} send={send} /> : null}
      {failure ? <NotSent failure={failure} /> : null}
    </PageSection>
  )
}
