// How many services a calendar holds, and how many of them it offers.
import { ACTIVE_SERVICES, KEPT_SERVICES } from '../../../shared/contract/limits.ts'
import { type Finding, finding } from './finding.ts'
import type { PlannedProfessional, PlannedService } from './plan.ts'

/** The same professional with as many services as there may be. */
export function limitOffers(
  planned: PlannedProfessional,
  findings: Finding[],
): PlannedProfessional {
  const services = planned.services.slice(0, KEPT_SERVICES)
  for (const { at, offer } of planned.services.slice(KEPT_SERVICES)) {
    const reason = `a calendar has at most ${KEPT_SERVICES} services`
    findings.push(finding('left out', at, 'service', offer.name, reason))
  }
  const offered = services.filter(({ isOffered }) => isOffered)
  const beyond = new Set(offered.slice(ACTIVE_SERVICES))
  for (const { at, offer } of beyond) {
    const reason = `a calendar offers at most ${ACTIVE_SERVICES} services`
    findings.push(finding('changed', at, 'service', offer.name, reason, 'imported, not offered'))
  }
  return {
    ...planned,
    services: services.map((service): PlannedService => {
      return beyond.has(service) ? { ...service, isOffered: false } : service
    }),
  }
}
