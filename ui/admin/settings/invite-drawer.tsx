import { label } from '@lianke/kernel'
import { Drawer, Form, Segmented } from 'antd'
import { useState } from 'react'
import { useNarrow } from '../../base/client/viewport.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { DrawerFoot } from '../../desk/shell/drawer-foot.tsx'
import type { Handed } from './account.ts'
import { type Invitation, useInvite, type Way } from './invitation.ts'
import { KnownColleague, NewColleague, SignInFields } from './invite-fields.tsx'

/** A colleague gets a sign-in: somebody new with a staff record, role and department, or one who has a record already. */
export const InviteDrawer = ({ close, invited }: { close(): void; invited(handed: Handed): Promise<unknown> }) => {
  const text = useText()
  const narrow = useNarrow()
  const [form] = Form.useForm<Invitation>()
  const [way, setWay] = useState<Way>('new')
  const { busy, invite } = useInvite(form, invited, close)
  return (
    <Drawer
      open
      onClose={close}
      size={narrow ? '100%' : 480}
      title={text(label('邀请同事', 'Invite a colleague'))}
      footer={
        <DrawerFoot
          close={close}
          act={() => form.submit()}
          word={text(label('生成邀请链接', 'Make the invitation link'))}
          busy={busy}
        />
      }
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => invite(values, way)}>
        <Form.Item>
          <Segmented
            block
            value={way}
            onChange={setWay}
            options={[
              { value: 'new', label: text(label('新同事', 'Somebody new')) },
              { value: 'known', label: text(label('已有员工', 'In the staff list')) },
            ]}
          />
        </Form.Item>
        {way === 'known' ? <KnownColleague /> : null}
        <SignInFields>{way === 'new' ? <NewColleague /> : null}</SignInFields>
      </Form>
    </Drawer>
  )
}
