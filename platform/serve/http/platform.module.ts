import { defineJob, defineModule, label } from '@lianke/kernel'
import { sweepTries } from '../auth/sign-in-tries.ts'
import { platformJob } from '../../store/jobs/run-job.ts'
import { factMonths } from '../../store/facts/fact-months.setting.ts'
import { pruneJob } from '../../store/retention/prune.job.ts'
import { endDueJob, proveJob } from '../../model/ledgers/index.ts'
import { digestJob } from '../../model/notices/digest.job.ts'
import { rebaseJob } from '../../model/records/rebase.job.ts'
import { followJob } from '../../model/records/follow.job.ts'
import { teamEvents } from '../../model/sharing/team.events.ts'
import { webhookDeliveries } from '../webhooks/deliveries.retention.ts'
import { listenedOutside } from '../webhooks/subscription-store.ts'
import { webhookEvents } from '../webhooks/webhook.events.ts'
import { phoneRegion } from '../../model/unit-of-work/phone-region.setting.ts'
import { proofFiles } from '../domain/proof-files.setting.ts'
import { calendarsRoute } from '../../model/calendars/calendars.route.ts'
import { overlayWords } from '../../model/overlay/overlay.words.ts'
import { ownEventWords } from '../../model/events/own-event.words.ts'
import { changeEventRoute, defineEventRoute, eventsRight, eventUsesRoute, ownEventsRoute } from '../events/own-events.route.ts'
import { definitionChangesRoute, undoDefinitionChange } from '../overlay/definition-changes.route.ts'
import { optionUsesRoute, overlayRoute, planOverlayRoute, sayOverField, sayOverObject } from '../overlay/overlay.route.ts'
import { setupGuide } from './setup-guide/setup-guide.setting.ts'
import { setupSteps } from './setup-guide/setup-steps.route.ts'

const answersKeptHours = 48
const runOutKeptDays = 30
/** Stored answers of idempotency keys are for retries, not for ever; tries and codes of yesterday hold nobody up; places in teams that ran out long ago say nothing to anybody. */
const sweep = defineJob({
  name: 'platform.sweep',
  cron: '17 4 * * *',
  timeoutMs: 600_000,
  async run(job) {
    const { transaction } = job
    await sweepTries(platformJob(job).platform.database)
    for (let more = true; more; ) {
      const gone = await transaction((work) =>
        work.sql(
          `delete from idempotency where (actor, key) in
        (select actor, key from idempotency where created_at < now() - make_interval(hours => $1) limit 1000) returning 1 as one`,
          [answersKeptHours],
        ),
      )
      more = gone.length === 1000
    }
    for (let more = true; more; ) {
      const gone = await transaction((work) =>
        work.sql(
          `delete from record_grant where id in
        (select id from record_grant where expires_at < now() - make_interval(days => $1) limit 1000) returning 1 as one`,
          [runOutKeptDays],
        ),
      )
      more = gone.length === 1000
    }
  },
})

/** What the platform itself offers to roles. */
export const platformModule = defineModule({
  name: 'platform',
  label: label('平台', 'Platform'),
  area: 'settings',
  events: [...teamEvents, ...webhookEvents],
  namespaces: ['record', 'data', 'operations', 'sharing', 'command', 'webhook', 'secrets'],
  listens: { ofSomebody: false, ask: listenedOutside },
  settings: [phoneRegion, factMonths, proofFiles, setupGuide],
  routes: [
    setupSteps,
    calendarsRoute,
    ownEventsRoute,
    defineEventRoute,
    changeEventRoute,
    eventUsesRoute,
    overlayRoute,
    sayOverObject,
    sayOverField,
    planOverlayRoute,
    optionUsesRoute,
    definitionChangesRoute,
    undoDefinitionChange,
  ],
  grants: { marketer: { rights: [eventsRight] } },
  retentions: [webhookDeliveries],
  jobs: [sweep, pruneJob, endDueJob, proveJob, followJob, rebaseJob, digestJob],
  rights: [
    { name: 'platform.accounts', label: label('管理登录账号', 'Manage sign-in accounts') },
    { name: 'platform.keys', label: label('管理 API 密钥', 'Manage API keys') },
    { name: eventsRight, label: label('定义自己的事件', 'Describe events of your own') },
    { name: 'platform.webhooks', label: label('管理 Webhook 订阅', 'Manage webhook subscriptions') },
    { name: 'platform.settings', label: label('修改系统设置', 'Change settings') },
    { name: 'platform.files', label: label('删除他人的文件', 'Delete files of others') },
    { name: 'platform.customise', label: label('设计对象与字段', 'Design objects and fields') },
    { name: 'platform.audit', label: label('查看审计记录', 'Read the audit record') },
    { name: 'platform.imports', label: label('管理所有人的导入', 'Manage the imports of everybody') },
    { name: 'platform.operations', label: label('查看并处理后台运行', 'Watch and mend background work') },
  ],
  words: {
    ...ownEventWords,
    ...overlayWords,
    'job.ledgers.end_due': label('账本到期处理', 'Ends what is due in ledgers'),
    'job.ledgers.prove': label('每晚核对账本', 'Nightly proof of ledgers'),
    'job.records.follow': label('更新计算出的值', 'Brings worked-out values up to date'),
    'job.records.rebase': label('按汇率重新折算金额', 'Converts amounts anew by the rates'),
    'fact.platform.company_changed': label('修改公司信息', 'Company changed'),
    'fact.secrets.rotated': label('更换数据密钥', 'Data key rotated'),
    'fact.webhook.subscribed': label('新建 Webhook 订阅', 'Webhook subscribed'),
    'fact.webhook.changed': label('修改 Webhook 订阅', 'Webhook changed'),
    'fact.webhook.unsubscribed': label('删除 Webhook 订阅', 'Webhook deleted'),
    'fact.webhook.paused_by_hand': label('停用 Webhook 订阅', 'Webhook paused by hand'),
    'fact.webhook.resumed': label('恢复 Webhook 订阅', 'Webhook resumed'),
    'fact.webhook.secret_rotated': label('更换 Webhook 密钥', 'Webhook secret rotated'),
    'fact.webhook.replayed': label('重新投递 Webhook', 'Webhook replayed'),
    'job.notices.digest': label('每日通知摘要', 'Daily digest of notices'),
    'job.platform.sweep': label('每日清理', 'Daily sweep'),
    'job.platform.prune': label('清理过期的流水', 'Clears ledgers of what is past its time'),
    'fact.operations.job_retried': label('重试任务', 'Job retried'),
    'fact.operations.job_cancelled': label('取消任务', 'Job cancelled'),
    'fact.operations.replayed': label('重新处理死信', 'Dead letters replayed'),
    'fact.sharing.rule_created': label('新建共享规则', 'Sharing rule made'),
    'fact.sharing.rule_updated': label('修改共享规则', 'Sharing rule changed'),
    'fact.sharing.rule_deleted': label('删除共享规则', 'Sharing rule deleted'),
  },
})
