import { Module } from '@nestjs/common';
import { BoardController } from './board/board.controller.js';
import { BoardDoor } from './board/board-door.js';
import { BoardPrinter } from './board/board-printer.js';
import { Boards } from './board/boards.js';
import { LiveBoards } from './board/live-boards.js';
import { WallController } from './board/wall.controller.js';
import { CallSheetController } from './call-sheet/call-sheet.controller.js';
import { CallSheets } from './call-sheet/call-sheets.js';
import { LinkController } from './call-sheet/link.controller.js';
import { FormToken } from './frame/form-token.js';
import { Frame } from './frame/frame.js';
import { OfficeNow } from './frame/office-now.js';
import { fillShelf, SHELF } from './frame/shelf.js';
import { Words } from './frame/word.js';
import { IncidentDesk } from './incidents/incident-desk.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { ItineraryController } from './itinerary/itinerary.controller.js';
import { VisitController } from './itinerary/visit.controller.js';
import { SignInController } from './sign-in.controller.js';
import { DemonstrationSignIn } from './sign-in.js';

/** The doors for people: pages, by task. */
@Module({
  controllers: [
    BoardController,
    WallController,
    ItineraryController,
    VisitController,
    IncidentsController,
    CallSheetController,
    LinkController,
    SignInController,
  ],
  providers: [
    { provide: SHELF, useFactory: fillShelf },
    FormToken,
    Words,
    OfficeNow,
    DemonstrationSignIn,
    Frame,
    IncidentDesk,
    CallSheets,
    BoardDoor,
    BoardPrinter,
    Boards,
    LiveBoards,
  ],
})
export class WebModule {}
