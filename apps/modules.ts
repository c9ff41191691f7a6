import type { ModuleDefinition } from '@lianke/kernel'
import { acquisitionModule } from '@lianke/acquisition'
import { approvalModule } from '@lianke/approval'
import { automationModule } from '@lianke/automation'
import { commerceModule } from '@lianke/commerce'
import { contentModule } from '@lianke/content'
import { conversationModule } from '@lianke/conversation'
import { customerModule } from '@lianke/customer'
import { fieldworkModule } from '@lianke/fieldwork'
import { insightModule } from '@lianke/insight'
import { leadModule } from '@lianke/lead'
import { marketingModule } from '@lianke/marketing'
import { organisationModule } from '@lianke/organisation'
import { salesModule } from '@lianke/sales'
import { ticketModule } from '@lianke/ticket'
import { todoModule } from '@lianke/todo'
import { collaborationModule } from '@lianke/collaboration'

/** The modules of the product, in the order of the menu. One line per module. */
export const modules: readonly ModuleDefinition[] = [
  organisationModule,
  customerModule,
  leadModule,
  salesModule,
  commerceModule,
  ticketModule,
  fieldworkModule,
  todoModule,
  marketingModule,
  acquisitionModule,
  contentModule,
  conversationModule,
  automationModule,
  approvalModule,
  insightModule,
  collaborationModule,
]
