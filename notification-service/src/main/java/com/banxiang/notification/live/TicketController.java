package com.banxiang.notification.live;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class TicketController {

    private final IssueTicket issueTicket;

    TicketController(IssueTicket issueTicket) {
        this.issueTicket = issueTicket;
    }

    @PostMapping({"/api/v1/ws/tickets", "/api/child/ws/tickets"})
    Mono<ResponseEntity<Envelope<Ticket>>> issue(Caller caller) {
        return issueTicket
                .handle(new Guest(caller.account(), caller.sessionId()))
                .flatMap(Answers::ok);
    }
}
