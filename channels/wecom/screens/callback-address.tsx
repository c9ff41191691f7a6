import { label } from '@lianke/kernel'
import { Icon, useModel, useText, useToast } from '@lianke/ui'
import { Button } from 'antd'

/** The address to enter at WeCom, to be copied; of a company that has several corporations: that corporation’s (`path`). */
export const CallbackAddress = ({ path }: { readonly path?: string | undefined }) => {
  const text = useText()
  const toast = useToast()
  const { tenant } = useModel()
  const address = `${location.origin}${path ?? `/callbacks/wecom/${tenant.id}`}`
  const copy = () =>
    void navigator.clipboard.writeText(address).then(
      () => toast.done(text(label('已复制', 'Copied'))),
      () =>
        toast.failed(
          new Error(text(label('浏览器不允许复制，请手动选中', 'The browser does not allow copying; select it by hand'))),
        ),
    )
  return (
    <div className="lk-row">
      <code className="lk-wecom-address">{address}</code>
      <Button icon={<Icon name="copy" size={14} />} onClick={copy}>
        {text(label('复制', 'Copy'))}
      </Button>
    </div>
  )
}
