/**
 * The words of the system: roles, task kinds, outcomes, journal events. Ids used in code, API, scenarios and the
 * journal; Danish words for users stand in texts/, and docs/glossary.md holds both.
 */

/** Who can be responsible for a task. */
export const STAFF_ROLES = [
  'contactTeacher',
  'schoolLeader',
  'guidance',
  'jobcenter',
  'socialServices',
  'coordinator',
  'contactPerson',
  'network',
  'districtTeam',
  'admin',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** All roles: staff, the youth and the guardian, and `school`, a school's data feed (no person). */
export type Role = StaffRole | 'youth' | 'guardian' | 'school';

/** Roles that work at a school: their deadlines skip its closed periods, and they see no case (R43). */
export const SCHOOL_ROLES: readonly StaffRole[] = ['contactTeacher', 'schoolLeader'];

/** Roles a youth has one named person in; the others are held by a unit of everybody with that role. */
export const PERSONAL_ROLES = ['contactTeacher', 'coordinator', 'guidance', 'contactPerson'] as const;
export type PersonalRole = (typeof PERSONAL_ROLES)[number];

/** Kinds of follow-up task. */
export const TASK_KINDS = [
  'absence.firstContact',
  'absence.conversation1',
  'absence.conversation2',
  'absence.leaderDecision',
  'absence.districtTeam',
  'absence.parentCall',
  'absence.parentMeeting',
  'absence.followUp',
  'absence.considerNotification',
  'retention.measure',
  'progress.schoolStatus',
  'progress.meeting',
  'family.book',
  'family.meeting',
  'family.agreement',
  'prognosis.meeting',
  'wellbeing.dialogue',
  'coordinator.assign',
  'contact.assign',
  'contact.review',
  'contact.handover',
  'transition.conference',
  'newcomer.contact',
  'dropout.contact',
  'dropout.newActivity',
  'contactCheck.contact',
  'referral.approve',
  'referral.receive',
  'notification.assess',
  'notification.receipt',
  'move.handover',
  'goal.followUp',
  'talk.requested',
  'school.silent',
  'placement.offer',
  'placement.visit',
  'placement.start',
  'placement.evaluation',
  'programme.talk',
  'programme.visit',
  'network.conference',
  'message.phoneInstead',
  'staff.left',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** R06: why a youth is absent, in the youth's own view first. */
export const CAUSES = [
  'health',
  'wellbeing',
  'bullying',
  'level',
  'home',
  'hardToLeaveHome',
  'transport',
  'economy',
  'work',
  'substanceUse',
  'doesNotWantToSay',
  'other',
] as const;
export type Cause = (typeof CAUSES)[number];

/** R06, R10: what is done about it. Each but `none` becomes a measure with an owner and an end date. */
export const REMEDIES = [
  'mentor',
  'retentionConsultant',
  'psychologist',
  'adjustedTimetable',
  'wakeUpContact',
  'phoneFollowUp',
  'virtualFollowUp',
  'transportHelp',
  'familySupport',
  'socialServices',
  'newOffer',
  'none',
] as const;
export type Remedy = (typeof REMEDIES)[number];

/** R05: ways of reaching a youth, in the order they are tried. */
export const CHANNELS = ['sms', 'phone', 'virtual', 'inPerson', 'outreach'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Why a task was postponed. Words, if any, go to records. */
export const POSTPONE_REASONS = ['vacation', 'illness', 'youthAsked', 'awaitingOthers', 'other'] as const;
export type PostponeReason = (typeof POSTPONE_REASONS)[number];

/** What happens to a journey, as the journal names it. */
export const JOURNAL_EVENTS = [
  'signal.received',
  'signal.withdrawn',
  'case.opened',
  'case.closed',
  'task.opened',
  'task.reminded',
  'task.escalated',
  'task.completed',
  'task.withdrawn',
  'task.postponed',
  'task.reassigned',
  'task.commented',
  'task.reopened',
  'message.sent',
  'message.failed',
  'message.suppressed',
  'message.uncertain',
  'meeting.booked',
  'meeting.moved',
  'meeting.held',
  'meeting.missed',
  'agreement.made',
  'agreement.kept',
  'agreement.broken',
  'stage.changed',
  'risk.confirmed',
  'person.changed',
  'policy.moved',
  'arrangement.changed',
] as const;
export type JournalEvent = (typeof JOURNAL_EVENTS)[number];

/**
 * Why a procedure ended. An absence case (R06): target met, exit, transfer, decline (R45), or its records were
 * withdrawn. Others: what they were for was done, or could not be.
 */
export type CaseClosing =
  | 'targetMet'
  | 'exit'
  | 'transfer'
  | 'declined'
  | 'withdrawn'
  | 'gone'
  | 'done'
  | 'notPossible'
  /** R32: what made outreach needless: school or education again, work of enough hours, a dated pause, a place. */
  | 'enrolled'
  | 'working'
  | 'paused'
  | 'placed'
  /** R51: the youth has moved to another municipality, or is 30. */
  | 'movedAway'
  | 'ageLimit'
  | 'tooYoung'
  /** R50: the leader said no. L6: the law the rule rests on has ended. */
  | 'refused'
  | 'lawEnded'
  /** R34: what was to be followed up was a mistake, and taken out. */
  | 'takenOut'
  /** R35: nobody took the place in time, and it went to the next. */
  | 'lapsed';

/** Procedures a journey starts for its youth when it is time, beside `absenceCase`. */
export const PROCEDURES = [
  'familyMeeting',
  'transitionConference',
  'contactPersonHandover',
  'wellbeingPulse',
  'dropoutOutreach',
  'newcomerContact',
  'referral',
  'notification',
  'placement',
  'programme',
] as const;
export type Procedure = (typeof PROCEDURES)[number];

/** R16: who an agreement binds. */
export const PARTIES = ['youth', 'guardian', 'municipality'] as const;
export type Party = (typeof PARTIES)[number];

/** What a youth answers to an invitation: I come, another time, call me. */
export const MEETING_ANSWERS = ['coming', 'anotherTime', 'callMe'] as const;
export type MeetingAnswer = (typeof MEETING_ANSWERS)[number];

/** R14: criteria an extension of an FGU course can rest on. */
export const EXTENSION_CRITERIA = [
  'nearGoal',
  'illness',
  'personalCircumstances',
  'newDirection',
  'waitingForOffer',
] as const;
export type ExtensionCriterion = (typeof EXTENSION_CRITERIA)[number];

/** R48: how much support a youth needs from here, compared with now. */
export const NEEDS = ['less', 'same', 'more'] as const;
export type Need = (typeof NEEDS)[number];

/** Events a school reports (R33). */
export const SCHOOL_EVENTS = ['enrolled', 'atRisk', 'interrupted', 'completed', 'transferred'] as const;
export type SchoolEvent = (typeof SCHOOL_EVENTS)[number];

/** R32: why outreach pauses from one date to another. */
export const PAUSE_REASONS = ['leave', 'parentalLeave', 'militaryService', 'exemption'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** L7: what a school registers. Everything but unlawful absence is lawful. */
export const ABSENCE_TYPES = ['unlawful', 'sickness', 'parentalLeave', 'authority', 'agreed'] as const;
export type AbsenceType = (typeof ABSENCE_TYPES)[number];

/** Kind of school; decides what absence counts (R01) and which steps follow (R02, R04). */
export const SCHOOL_KINDS = ['fgu', 'primary'] as const;
export type SchoolKind = (typeof SCHOOL_KINDS)[number];

/** Facts behind an entry or task: enums, dates and numbers. Never personal data or free text. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>;
