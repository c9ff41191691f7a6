import './imports.css'
import { label, textIn } from '@lianke/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { Problem } from '../../base/client/request.ts'
import { Empty, Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page, PageSection } from '../../desk/shell/page-frame.tsx'
import { uploadTable, useImportRuns } from './import-run.ts'
import { StatusPill } from './status-pill.tsx'
import { useAsked } from '../../base/client/address.ts'

/** Where a file becomes records: drop it, and see all imports so far. */
const ImportsPage = () => {
  const text = useText()
  const model = useModel()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { ago } = useMoment()
  const { number } = useNumbers()
  const asked = textIn(useAsked('object')) ?? undefined
  const objects = model.objects.filter(({ may }) => may.import)
  const [object, setObject] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const [sending, setSending] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const input = useRef<HTMLInputElement>(null)
  const { data, error, refetch } = useImportRuns()
  const chosen = object ?? asked ?? objects[0]?.name ?? ''
  const send = async (file: File | undefined) => {
    if (!file || sending) return
    setFailure(null)
    setSending(file.name)
    try {
      const id = await uploadTable(chosen, file)
      await client.invalidateQueries({ queryKey: ['imports'] })
      void navigate({ to: `/imports/${id}` })
    } catch (cause) {
      setFailure(cause)
    } finally {
      setSending(null)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void send(event.dataTransfer.files[0])
  }
  return (
    <Page
      title={text(label('导入', 'Import'))}
      lead={text(
        label(
          'CSV 或 Excel（XLSX）。先试跑，再导入；导入后可以撤销。',
          'CSV or Excel (XLSX). Try first, then import; an import can be taken back.',
        ),
      )}
    >
      {objects.length === 0 ? (
        <Empty
          icon="lock"
          title={text(label('没有可以导入的数据', 'Nothing you may import'))}
          help={text(label('请管理员在角色里打开“导入”', 'Ask an administrator for the import right'))}
        />
      ) : (
        <PageSection>
          <div className="lk-row" style={{ marginBottom: 12 }}>
            <span className="lk-muted">{text(label('导入到', 'Import into'))}</span>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              style={{ width: 220 }}
              aria-label={text(label('导入到', 'Import into'))}
              value={chosen}
              onChange={setObject}
              options={objects.map((one) => ({ value: one.name, label: text(one.plural ?? one.label) }))}
            />
          </div>
          <button
            type="button"
            className={`lk-drop${over ? ' over' : ''}`}
            disabled={sending !== null}
            onClick={() => input.current?.click()}
            onDragOver={(event) => {
              event.preventDefault()
              setOver(true)
            }}
            onDragLeave={() => setOver(false)}
            onDrop={drop}
          >
            <Icon name="upload" size={22} />
            <b>
              {sending
                ? text(label('正在读取 {name}', 'Reading {name}'), { name: sending })
                : text(label('把文件拖到这里，或点击选择', 'Drop a file here, or click to choose one'))}
            </b>
            <span className="lk-label">
              {text(
                label(
                  '自动识别编码、分隔符和表头；最大 200 MB',
                  'Encoding, separator and header are found by themselves; up to 200 MB',
                ),
              )}
            </span>
          </button>
          <input
            ref={input}
            type="file"
            hidden
            accept=".csv,.tsv,.txt,.xlsx"
            onChange={(event) => {
              void send(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          {failure ? (
            <p role="alert" className="lk-import-failure">
              <Icon name="warning" size={15} />
              {failure instanceof Problem && failure.status > 0
                ? failure.detail || failure.title
                : text(label('网络不通，文件没有送达。请重试。', 'No connection; the file did not arrive. Try again.'))}{' '}
              {text(label('没有写入任何数据。', 'Nothing was written.'))}
            </p>
          ) : null}
        </PageSection>
      )}
      <PageSection title={text(label('导入记录', 'Imports so far'))}>
        {error ? (
          <Failure error={error} retry={() => void refetch()} />
        ) : !data ? (
          <Skeleton rows={3} />
        ) : data.data.length === 0 ? (
          <Empty small icon="inbox" title={text(label('还没有导入过', 'No imports yet'))} />
        ) : (
          <div className="lk-scroll-x">
            <table className="lk-table-plain">
              <thead>
                <tr>
                  <th>{text(label('文件', 'File'))}</th>
                  <th>{text(label('数据', 'Data'))}</th>
                  <th>{text(label('状态', 'Status'))}</th>
                  <th className="end">{text(label('新增', 'New'))}</th>
                  <th className="end">{text(label('更新', 'Changed'))}</th>
                  <th className="end">{text(label('未导入', 'Refused'))}</th>
                  <th>{text(label('时间', 'When'))}</th>
                </tr>
              </thead>
              <tbody>
                {data.data.map((run) => (
                  <tr key={run.id}>
                    <td>
                      <Link to={`/imports/${run.id}`}>{run.file_name}</Link>
                    </td>
                    <td>{text(model.object(run.object)?.label) || run.object}</td>
                    <td>
                      <StatusPill run={run} />
                    </td>
                    <td className="end lk-num">{number(run.created)}</td>
                    <td className="end lk-num">{number(run.updated)}</td>
                    <td className="end lk-num">{number(run.refused)}</td>
                    <td className="lk-muted">
                      {ago(run.created_at)}
                      {run.actor_name ? ` · ${run.actor_name}` : ''}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </PageSection>
    </Page>
  )
}
export default ImportsPage
