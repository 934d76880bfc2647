/**
 * The parameters of an agreement in words, each with the rule it belongs to.
 */
import { KIND_LABELS, REMEDY_LABELS, ROLE_LABELS } from './labels';

/** One and many of what a number counts: `skoledag`, `skoledage`. */
export type Unit = readonly [one: string, many: string];

export const DAYS: Unit = ['dag', 'dage'];
const SCHOOL_DAYS: Unit = ['skoledag', 'skoledage'];
const WORKING_DAYS: Unit = ['arbejdsdag', 'arbejdsdage'];
const WEEKS: Unit = ['uge', 'uger'];
const MONTHS: Unit = ['måned', 'måneder'];
const MINUTES: Unit = ['minut', 'minutter'];
const HOURS: Unit = ['time', 'timer'];
const YEARS: Unit = ['år', 'år'];
const GRADE: Unit = ['. klasse', '. klasse'];
const PERCENT: Unit = ['procent', 'procent'];

/** What a parameter is called, the rule it belongs to, and what its number counts. */
export interface Parameter {
  readonly rule: string;
  readonly words: string;
  readonly unit?: Unit;
}

const p = (rule: string, words: string, unit?: Unit): Parameter => ({ rule, words, ...(unit && { unit }) });

const PARAMETERS: Readonly<Record<string, Parameter>> = {
  'absence.consecutiveDays': p('R01', 'Skoledage i træk, der åbner en sag', SCHOOL_DAYS),
  'absence.daysPerMonth': p('R01', 'Dage på en måned, der åbner en sag', DAYS),
  'absence.countsFromMinutes': p('R01', 'En dag tæller med fra', MINUTES),
  'absence.counts.fgu': p('R01', 'Fravær, der tæller på FGU'),
  'absence.counts.primary': p('R01', 'Fravær, der tæller i folkeskolen'),
  'absence.lateRecordDays': p('R01', 'Så gammel må en registrering være og stadig åbne en sag', DAYS),
  'absence.renewed.days': p('R04', 'Dage væk efter en samtale, der er nyt fravær', DAYS),
  'absence.renewed.withinCalendarDays': p('R04', 'Nyt fravær ses inden for', DAYS),
  'absence.target.maxUnlawfulDays': p('R06', 'Målet: højst så mange dage væk', DAYS),
  'absence.target.withinSchoolDays': p('R06', 'Målet gælder over', SCHOOL_DAYS),
  'absence.attempts': p('R05', 'Forsøg på kontakt, før opgaven går et trin op'),
  'absence.channels': p('R05', 'Veje til kontakt, i rækkefølge'),
  'agreement.reviewMonths': p('R07', 'Aftalen ses efter, når den er', MONTHS),
  'absence.rates.atLeast': p('R03', 'Andelen af fravær regnes, når der er gået', SCHOOL_DAYS),
  'absence.rates.lasting.grades': p('R03', 'Klassetrin, hvor andelen af fravær regnes'),
  'absence.rates.lasting.schoolDays': p('R03', 'Andelen af fravær regnes over', SCHOOL_DAYS),
  'absence.rates.lasting.warnFrom': p('R03', 'Kontaktlæreren får besked fra', PERCENT),
  'absence.rates.lasting.over': p('R03', 'Familien tilbydes samarbejde over', PERCENT),
  'absence.rates.lasting.againAfterDays': p('R03', 'Samme besked gives igen tidligst efter', DAYS),
  'absence.rates.quarter.warnFrom': p('L2', 'Forældre advares om ulovligt fravær fra', PERCENT),
  'absence.rates.quarter.notifyFrom': p('L2', 'Kommunen får besked om ulovligt fravær fra', PERCENT),
  'absence.rates.quarter.tells': p('L2', 'Hvem i kommunen der får besked'),
  'wellbeing.statuses': p('R08', 'Hvem der bliver spurgt om trivsel'),
  'wellbeing.firstAfterDays': p('R08', 'Første spørgsmål om trivsel efter start', DAYS),
  'wellbeing.everyWeeks': p('R08', 'Mellem spørgsmål om trivsel', WEEKS),
  'wellbeing.openDays': p('R08', 'Spørgsmålet er åbent i', DAYS),
  'wellbeing.scale.from': p('R08', 'Laveste svar på skalaen'),
  'wellbeing.scale.to': p('R08', 'Højeste svar på skalaen'),
  'wellbeing.low': p('R08', 'Et lavt svar er højst'),
  'wellbeing.unanswered': p('R45', 'Ubesvarede i træk, før en voksen spørger'),
  'wellbeing.askAgainMonths': p('R45', 'Efter et nej tak til spørgsmål spørges igen efter', MONTHS),
  'eligibility.fromAge': p('R51', 'Indsatsen gælder fra', YEARS),
  'eligibility.untilAge': p('R51', 'Indsatsen slutter ved', YEARS),
  'outreach.fromAge': p('R32', 'Opsøgende arbejde fra', YEARS),
  'outreach.workHours': p('R32', 'Lønnet arbejde om ugen, der er nok', HOURS),
  'outreach.contactDays': p('L1', 'Kontakt til unge uden aktivitet inden for', WORKING_DAYS),
  'outreach.newActivityDays': p('L1', 'Ny aktivitet efter kontakten inden for', DAYS),
  'outreach.summerHolidayDays': p('L1', 'Sommerferie, der ikke tæller med', DAYS),
  'outreach.askAgainDays': p('R32', 'Efter et nej tak til opsøgning spørges igen efter', DAYS),
  'contactCheck.months': p('R30', 'Mellem kontakter til unge uden skole eller job', MONTHS),
  'newcomer.fromAge': p('R31', 'Tilflyttere kontaktes fra', YEARS),
  'newcomer.withinMonths': p('R31', 'Tilflyttere er dem, der er flyttet til inden for', MONTHS),
  'schoolEvents.atRisk': p('R33', 'Hvem der taler med den unge ved risiko for frafald'),
  'schoolEvents.transferDays': p('R33', 'Ude af skole, når en ny skole ikke har meldt sig efter', DAYS),
  'trackedGoal.untilAge': p('R34', 'Uddannelsespålæg følges til', YEARS),
  'trackedGoal.daysBefore': p('R34', 'Uddannelsespålæg følges op før slutdatoen', DAYS),
  'notification.assessHours': p('L3', 'En underretning vurderes inden for', HOURS),
  'notification.receiptDays': p('L3', 'En underretning kvitteres inden for', WORKING_DAYS),
  'sharing.fullUntilAge': p('L4', 'Alle oplysninger kan deles til', YEARS),
  'sharing.limitedUntilAge': p('L4', 'De nødvendige oplysninger kan deles til', YEARS),
  'placement.places': p('R35', 'Pladser i et nyt tilbud'),
  'placement.offerDays': p('R35', 'En ledig plads holdes i', WORKING_DAYS),
  'placement.visits': p('R39', 'Besøg før start'),
  'placement.visitEveryDays': p('R39', 'Mellem besøg før start', DAYS),
  'placement.weeks': p('R36', 'Evaluering efter', WEEKS),
  'programmes.talks.everyDays': p('R38', 'Mellem faste samtaler', DAYS),
  'programmes.talks.weeks': p('R38', 'Faste samtaler varer', WEEKS),
  'programmes.visits.everyDays': p('R38', 'Mellem faste besøg', DAYS),
  'programmes.visits.weeks': p('R38', 'Faste besøg varer', WEEKS),
  'response.days': p('R23', 'Kontakt efter skolens registrering inden for', WORKING_DAYS),
  'numbers.smallest': p('R49', 'Tal for færre end så mange vises ikke'),
  'numbers.statusMonth': p('R49', 'Årsstatus gøres op i måned'),
  'stage.settledDays': p('R22', 'Trinnet trivsel varer højst', DAYS),
  'meetings.weeks.low': p('R15', 'Mellem familiens møder ved lav risiko højst', WEEKS),
  'meetings.weeks.medium': p('R15', 'Mellem familiens møder ved middel risiko højst', WEEKS),
  'meetings.weeks.high': p('R15', 'Mellem familiens møder ved høj risiko højst', WEEKS),
  'meetings.weeks.unconfirmed': p('R15', 'Mellem familiens møder, til risiko er bekræftet, højst', WEEKS),
  'meetings.minWeeks': p('R15', 'Et møde tidligere end det giver en advarsel', WEEKS),
  'meetings.agendaDays': p('R40', 'Dagsorden hos den unge før mødet', WORKING_DAYS),
  'meetings.suggest.from': p('R41', 'Møder foreslås tidligst'),
  'meetings.suggest.to': p('R41', 'Møder foreslås senest'),
  'meetings.maxProfessionals': p('R42', 'Flere fagpersoner end det giver en advarsel'),
  'meetings.mergeWithinDays': p('R40', 'Møder så tæt på hinanden foreslås slået sammen', DAYS),
  'meetings.askAgainMonths': p('R45', 'Efter et nej tak spørges igen efter', MONTHS),
  'progression.months': p('R13', 'Måneder med progressionsmøde'),
  'progression.day': p('R13', 'Progressionsmøde tidligst på dag i måneden'),
  'progression.askDays': p('R13', 'Skolen bliver bedt om status før mødet', DAYS),
  'progression.statusDays': p('R13', 'Skolens status er klar før mødet', DAYS),
  'progression.subGoals': p('R12', 'Delmål fra starten, mindst'),
  'progression.extensionCriteria': p('R14', 'Grunde til at forlænge'),
  'prognosis.months': p('R26', 'Måneder med prognosemøde'),
  'prognosis.day': p('R26', 'Prognosemøde tidligst på dag i måneden'),
  'prognosis.askDays': p('R26', 'Spørgsmål sendes før prognosemødet', DAYS),
  'prognosis.ages.socialServices': p('R26', 'Socialrådgiver er med fra', YEARS),
  'prognosis.ages.guidance': p('R26', 'UU-vejleder er med fra', YEARS),
  'prognosis.ages.jobcenter': p('R26', 'Jobcenter er med fra', YEARS),
  'networkConference.everyDays': p('R21', 'Mellem netværkskonferencer', DAYS),
  'networkConference.from': p('R21', 'Netværkskonferencer tælles fra'),
  'networkConference.agendaDays': p('R21', 'Dagsordenen lukker før konferencen', WORKING_DAYS),
  'transition.monthsBefore': p('R29', 'Overgangskonference før skiftet', MONTHS),
  'transition.grades': p('R29', 'Overgangskonference efter klassetrin'),
  'contactPerson.fromGrade': p('R27', 'Kontaktperson fra', GRADE),
  'contactPerson.untilAge': p('R27', 'Kontaktperson til', YEARS),
  'contactPerson.risks': p('R27', 'Kontaktperson til unge med risiko'),
  'contactPerson.reviewMonths': p('R27', 'Kontaktpersonens rolle ses på igen efter', MONTHS),
  'plan.maxEfforts': p('R25', 'Åbne indsatser på én gang, højst'),
  'plan.lix': p('R40', 'Lixtal for det, den unge skal læse, højst'),
  'silence.schoolDays': p('R55', 'En skole er tavs efter', SCHOOL_DAYS),
  'backlog.perPersonAndWeek': p('R54', 'Nye unge pr. medarbejder pr. uge ved start'),
  'deadlines.closing': p('Frister', 'Frister går ud'),
  'deadlines.postponeMaxDays': p('Frister', 'En opgave kan udskydes højst', DAYS),
  'reminders.morning': p('Frister', 'Morgenens påmindelser'),
  'reminders.longerThanDays': p('Frister', 'Tidlig påmindelse ved opgaver på mere end', WORKING_DAYS),
  'reminders.earlyDays': p('Frister', 'Den tidlige påmindelse før fristen', WORKING_DAYS),
  'reminders.overdueEveryDays': p('Frister', 'Mellem påmindelser om det, der er over tid', WORKING_DAYS),
  'reminders.spreadMinutes': p('Frister', 'Morgenens påmindelser spredes over', MINUTES),
  'messages.senderId': p('L8', 'Afsender på sms'),
  'messages.staff.from': p('Beskeder', 'E-mails til medarbejdere tidligst'),
  'messages.staff.to': p('Beskeder', 'E-mails til medarbejdere senest'),
  'messages.staff.capPerDay': p('Beskeder', 'E-mails til en medarbejder pr. dag, højst'),
  'messages.youth.from': p('Beskeder', 'Beskeder til unge tidligst'),
  'messages.youth.to': p('Beskeder', 'Beskeder til unge senest'),
  'messages.youth.capPerDay': p('Beskeder', 'Beskeder til en ung pr. dag, højst'),
  'messages.wakeUp.from': p('R41', 'Aftalt besked om morgenen tidligst'),
  'messages.wakeUp.to': p('R41', 'Aftalt besked om morgenen senest'),
  'messages.wakeUp.withinMinutes': p('R41', 'Aftalt besked om morgenen er for sen efter', MINUTES),
  'messages.wakeUp.weeks': p('R41', 'Aftalt besked om morgenen gælder højst', WEEKS),
  'messages.meetingReminder.daysBefore': p('Beskeder', 'Påmindelse om en aftalt tid før', DAYS),
  'messages.meetingReminder.at': p('Beskeder', 'Påmindelse om en aftalt tid sendes'),
  'messages.gatherMinutes': p('Beskeder', 'Det, der kan sendes straks, samles i', MINUTES),
  'messages.staleAfterHours': p('Beskeder', 'En besked er for gammel efter', HOURS),
  closingDays: p('Frister', 'Kommunens egne lukkedage'),
};

/** What a path of an agreement is called; the path itself where it has no words. */
export function parameterOf(path: string): Parameter {
  const [section = '', ...rest] = path.split('.');
  const name = rest.join('.');
  const known = PARAMETERS[path];
  if (known) return known;
  if (section === 'ladders' && name in KIND_LABELS)
    return p('Trin', `${KIND_LABELS[name as keyof typeof KIND_LABELS]}: hvem, og hvor længe`);
  if (section === 'measures' && name in REMEDY_LABELS)
    return p('R10', `${REMEDY_LABELS[name as keyof typeof REMEDY_LABELS]}: hvem ejer indsatsen`);
  if (section === 'leaders' && name in ROLE_LABELS)
    return p('R10', `Leder for ${ROLE_LABELS[name as keyof typeof ROLE_LABELS]}`);
  if (section === 'validity')
    return p(rest[0] ?? '', rest[1] === 'from' ? 'Reglen gælder fra' : 'Reglen gælder til og med');
  return p('', path);
}
