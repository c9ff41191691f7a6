import './settings.css'
import { Button } from 'antd'
import { useState } from 'react'
import { label } from '@lianke/kernel'
import { Loaded } from '../../base/feedback/loaded.tsx'
import { Empty } from '../../base/feedback/states.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { PlainTable } from '../../desk/shell/plain-table.tsx'
import { useKeys } from './key-data.ts'
import { KeyLine } from './key-line.tsx'
import { NewKey } from './new-key.tsx'
import { ShownOnce } from './shown-once.tsx'

const heads = [
  label('名称', 'Name'),
  label('密钥', 'Key'),
  label('角色与范围', 'Role and scopes'),
  label('最近使用', 'Last used'),
  label('到期', 'Expires'),
]

/** Keys for programs: made with the least they need, shown once, revoked at once. */
const KeysPage = () => {
  const text = useText()
  const keys = useKeys()
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const create = (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => setMaking(true)}>
      {text(label('新建密钥', 'New key'))}
    </Button>
  )
  return (
    <Page
      title={text(label('API 密钥', 'API keys'))}
      lead={
        <>
          {text(label('让程序以受限的身份读写数据。', 'Lets programs read and write with limited rights.'))}{' '}
          <a href="/docs" target="_blank" rel="noreferrer">
            {text(label('接口文档', 'API reference'))}
          </a>
        </>
      }
      actions={keys.data?.data.length ? create : null}
    >
      <Loaded of={keys}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty
              icon="key"
              title={text(label('还没有密钥', 'No keys yet'))}
              help={text(label('需要和其他系统对接时，从这里开始', 'Start here to connect another system'))}
            >
              {create}
            </Empty>
          ) : (
            <PlainTable heads={heads} acts="">
              {data.map((key) => (
                <KeyLine key={key.id} of={key} />
              ))}
            </PlainTable>
          )
        }
      </Loaded>
      <NewKey open={making} close={() => setMaking(false)} made={setMade} />
      <ShownOnce title={text(label('请现在复制密钥', 'Copy the key now'))} secret={made} close={() => setMade(null)}>
        {text(label('关闭后不会再显示。', 'It will not be shown again.'))}
      </ShownOnce>
    </Page>
  )
}
export default KeysPage
