// Puts firestore.rules in force in a Google Cloud project, in one step. Terraform would delete the release and make it anew: between the
// two, all reads are denied.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { initializeApp } from 'firebase-admin/app'
import { getSecurityRules, type SecurityRules } from 'firebase-admin/security-rules'
import { toRules } from './to-rules.ts'

/** The rules in force; undefined where there are none yet. */
async function present(rules: SecurityRules): Promise<string | undefined> {
  try {
    const { source } = await rules.getFirestoreRuleset()
    return source[0]?.content
  } catch (error) {
    if ((error as { code?: string }).code === 'security-rules/not-found') return undefined
    throw error
  }
}

/** Releases them, unless they are in force already. */
export async function releaseRules(projectId: string, anonymousReads: boolean): Promise<void> {
  const text = readFileSync(join(import.meta.dirname, '../../firestore.rules'), 'utf8')
  const wanted = toRules(text, anonymousReads)
  const rules = getSecurityRules(initializeApp({ projectId }))
  if ((await present(rules)) === wanted) console.log('The rules are in force already.')
  else {
    const { name } = await rules.releaseFirestoreRulesetFromSource(wanted)
    console.log(`Released the ruleset ${name}.`)
  }
}
