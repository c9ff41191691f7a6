import { label, type Label, textIn } from '@lianke/kernel'
import { FormDrawer, useText, useWords } from '@lianke/ui'
import { Collapse, Form, Input } from 'antd'
import { keepCorp, nameOfCorp, type ShownCorp, useAgain } from './corp-data.ts'

interface CorpField {
  readonly name: string
  readonly said: Label
  readonly where?: Label
  readonly secret?: boolean
  readonly number?: boolean
  readonly needed?: boolean
}
/** In the order of the vendor's console, each with where it stands there. */
const fields: readonly CorpField[] = [
  { name: 'name', said: label('名称', 'Name'), where: label('同事看到的名字，如品牌名', 'What colleagues read, the brand, say') },
  {
    name: 'corp_id',
    said: label('企业 ID', 'Corp ID'),
    where: label('管理后台 › 我的企业 › 企业信息', 'Admin console › My company › Company information'),
    needed: true,
  },
  {
    name: 'agent_id',
    said: label('主应用 AgentId', 'AgentId of the main agent'),
    where: label('应用管理 › 自建应用', 'App management › your self-built app'),
    number: true,
    needed: true,
  },
  {
    name: 'app_secret',
    said: label('主应用 Secret', 'Secret of the main agent'),
    where: label(
      '同一个应用；并把它加入「客户联系 › 可调用接口的应用」',
      'Of the same app; add it under Customer contact › Apps that may call the API',
    ),
    secret: true,
    needed: true,
  },
  {
    name: 'callback_token',
    said: label('回调 Token', 'Callback token'),
    where: label('客户联系 › API › 接收事件服务器', 'Customer contact › API › Event server'),
    secret: true,
  },
  {
    name: 'callback_aes_key',
    said: label('EncodingAESKey', 'EncodingAESKey'),
    where: label('与 Token 同一页，43 位', 'On the same page as the token, 43 characters'),
    secret: true,
  },
  {
    name: 'contacts_secret',
    said: label('通讯录同步 Secret', 'Secret of contacts sync'),
    where: label('可不填，不填则用主应用读通讯录', 'Optional: the main agent reads the directory when it is empty'),
    secret: true,
  },
]
const advanced: readonly CorpField[] = [
  {
    name: 'suite_id',
    said: label('第三方应用 SuiteID', 'Suite ID of a third-party app'),
    where: label('自建应用不用填', 'Leave it empty for an app of your own'),
  },
  { name: 'api_base', said: label('接口地址', 'API address') },
  { name: 'authorize_base', said: label('网页授权地址', 'OAuth address') },
  { name: 'login_base', said: label('扫码登录地址', 'Scan sign-in address') },
  { name: 'js_sdk_url', said: label('JS-SDK 地址', 'Address of the JS-SDK') },
]
const all = [...fields, ...advanced]

type Values = Readonly<Record<string, unknown>>
const shownOf = (corp: ShownCorp): Values => ({
  name: corp.name,
  corp_id: corp.corp_id,
  agent_id: corp.agent_id ? String(corp.agent_id) : undefined,
  suite_id: corp.suite_id,
  api_base: corp.api_base,
  authorize_base: corp.authorize_base,
  login_base: corp.login_base,
  js_sdk_url: corp.js_sdk_url,
})
/** What is sent: what was filled in or changed; the rest, and a secret that was left empty, stays as it is by now. */
const bodyOf = (values: Values, corp: ShownCorp | null): Record<string, unknown> =>
  Object.fromEntries(
    all.flatMap(({ name, number, secret }) => {
      const given = textIn(values[name])?.trim() ?? ''
      if (name === 'corp_id' && corp) return []
      if (given === '' && (secret || !corp || number)) return []
      if (corp && !secret && given === (textIn(shownOf(corp)[name]) ?? '')) return []
      return [[name, number ? Number(given) : given]]
    }),
  )

const CorpInput = ({ field, corp }: { readonly field: CorpField; readonly corp: ShownCorp | null }) => {
  const text = useText()
  const w = useWords()
  const { name, said, where, secret, number, needed } = field
  const isSet = corp !== null && secret === true && Object.entries(corp.is_set).some(([one, set]) => one === name && set)
  return (
    <Form.Item
      name={name}
      label={text(said)}
      extra={where ? text(where) : undefined}
      rules={[
        { required: needed === true && !isSet, message: w('form.required', { field: text(said) }) },
        ...(number ? [{ pattern: /^\s*\d+\s*$/, message: text(label('只有数字', 'Digits only')) }] : []),
      ]}
    >
      <Input
        autoComplete="off"
        autoFocus={name === 'name'}
        disabled={name === 'corp_id' && corp !== null}
        type={secret ? 'password' : 'text'}
        placeholder={isSet ? text(label('已设置，重新填写会替换', 'Set; typing replaces it')) : undefined}
      />
    </Form.Item>
  )
}

/** A corporation to be connected, or what is kept of one; what is refused is said at its field. */
export const CorpDrawer = ({
  corp,
  close,
  saved,
}: {
  readonly corp: ShownCorp | null
  close(): void
  saved(corp: ShownCorp): void
}) => {
  const text = useText()
  const w = useWords()
  const again = useAgain()
  const save = async (values: Values): Promise<void> => {
    const kept = await keepCorp(corp?.corp_id ?? null, bodyOf(values, corp))
    await again()
    saved(kept)
  }
  return (
    <FormDrawer
      title={corp ? nameOfCorp(corp) : text(label('接入企业', 'Connect a corporation'))}
      word={corp ? w('common.save') : text(label('接入并检查', 'Connect and check'))}
      initial={corp ? shownOf(corp) : {}}
      save={save}
      fieldOf={([name]) => all.find((one) => one.name === name)?.name ?? null}
      close={close}
    >
      {fields.map((field) => (
        <CorpInput key={field.name} field={field} corp={corp} />
      ))}
      <Collapse
        ghost
        items={[
          {
            key: 'advanced',
            label: text(label('高级：第三方应用、代理地址', 'Advanced: third-party app, proxies')),
            forceRender: true,
            children: advanced.map((field) => <CorpInput key={field.name} field={field} corp={corp} />),
          },
        ]}
      />
    </FormDrawer>
  )
}
