package com.banxiang.notification.live;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives somebody who is logged in a ticket for one WebSocket. */
@Component
class IssueTicket {

    private final Tickets tickets;
    private final LiveSettings settings;

    IssueTicket(Tickets tickets, LiveSettings settings) {
        this.tickets = tickets;
        this.settings = settings;
    }

    Mono<Ticket> handle(Guest guest) {
        return tickets.issue(guest)
                .map(it -> new Ticket(it, settings.ticketLife().toSeconds()));
    }
}
