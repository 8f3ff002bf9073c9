import { Module } from '@nestjs/common';
import { AnswerController } from './answer/answer.controller.js';
import { AnswerDesk } from './answer/answer-desk.js';
import { BoardController } from './board/board.controller.js';
import { BoardDoor } from './board/board-door.js';
import { BoardPrinter } from './board/board-printer.js';
import { Boards } from './board/boards.js';
import { LiveBoards } from './board/live-boards.js';
import { WallController } from './board/wall.controller.js';
import { CallSheetController } from './call-sheet/call-sheet.controller.js';
import { CallSheets } from './call-sheet/call-sheets.js';
import { LinkController } from './call-sheet/link.controller.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { FeedsController } from './calendar/feeds.controller.js';
import { FiguresController } from './figures/figures.controller.js';
import { FormToken } from './frame/form-token.js';
import { Frame } from './frame/frame.js';
import { OfficeNow } from './frame/office-now.js';
import { fillShelf, SHELF } from './frame/shelf.js';
import { Words } from './frame/word.js';
import { FollowUpsController } from './incidents/follow-ups/follow-ups.controller.js';
import { IncidentDesk } from './incidents/incident-desk.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { IncidentLogController } from './incidents/log/log.controller.js';
import { RecordController } from './incidents/record/record.controller.js';
import { ItineraryController } from './itinerary/itinerary.controller.js';
import { ImportController } from './import/import.controller.js';
import { VisitController } from './itinerary/visit.controller.js';
import { PaperController } from './paper/paper.controller.js';
import { VisitChangeController } from './itinerary/visit-change.controller.js';
import { SeriesDesk } from './itinerary/series-desk.js';
import { WeekController } from './itinerary/week.controller.js';
import { AbsencesPageController } from './office/people/absences.controller.js';
import { PeopleController } from './office/people/people.controller.js';
import { PersonFeedsController } from './office/people/person-feeds.controller.js';
import { PersonController } from './office/people/person.controller.js';
import { RotaPageController } from './office/rota/rota.controller.js';
import { RotaDayController } from './office/rota/day.controller.js';
import { RoundController } from './office/rota/round.controller.js';
import { ShiftController } from './office/rota/shift.controller.js';
import { UnitController } from './office/units/unit.controller.js';
import { UnitsPageController } from './office/units/units.controller.js';
import { DrillsPageController } from './office/drills/drills.controller.js';
import { MessageLogController } from './office/messages/messages.controller.js';
import { PolicyPageController } from './office/policy/policy.controller.js';
import { OfficeController } from './office/office.controller.js';
import { ReadinessPageController } from './office/readiness/readiness.controller.js';
import { TokensPageController } from './office/tokens/tokens.controller.js';
import { AccountController } from './sign-in/account.controller.js';
import { AccountsController } from './sign-in/accounts.controller.js';
import { Browser } from './sign-in/browser.js';
import { DemonstrationController } from './sign-in/demonstration.controller.js';
import { DemonstrationSignIn } from './sign-in/demonstration.js';
import { Doorway } from './sign-in/doorway.js';
import { InvitationController } from './sign-in/invitation.controller.js';
import { OpenIdController } from './sign-in/openid.controller.js';
import { OpenIdWay } from './sign-in/openid-way.js';
import { SecondFactorController } from './sign-in/second-factor.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { Threshold } from './sign-in/threshold.js';

/** The doors for people: pages, by task. */
@Module({
  controllers: [
    BoardController,
    WallController,
    ItineraryController,
    WeekController,
    ImportController,
    PaperController,
    VisitController,
    VisitChangeController,
    IncidentLogController,
    FollowUpsController,
    IncidentsController,
    RecordController,
    FiguresController,
    FeedsController,
    CalendarController,
    PeopleController,
    PersonController,
    PersonFeedsController,
    AbsencesPageController,
    RotaPageController,
    ShiftController,
    RoundController,
    RotaDayController,
    UnitsPageController,
    UnitController,
    OfficeController,
    ReadinessPageController,
    MessageLogController,
    DrillsPageController,
    PolicyPageController,
    TokensPageController,
    CallSheetController,
    LinkController,
    AnswerController,
    DemonstrationController,
    SignInController,
    OpenIdController,
    InvitationController,
    SecondFactorController,
    AccountController,
    AccountsController,
  ],
  providers: [
    { provide: SHELF, useFactory: fillShelf },
    FormToken,
    Words,
    OfficeNow,
    DemonstrationSignIn,
    Browser,
    Doorway,
    OpenIdWay,
    Threshold,
    Frame,
    IncidentDesk,
    CallSheets,
    BoardDoor,
    BoardPrinter,
    Boards,
    LiveBoards,
    AnswerDesk,
    SeriesDesk,
  ],
})
export class WebModule {}
