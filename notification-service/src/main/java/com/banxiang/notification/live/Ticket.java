package com.banxiang.notification.live;

/**
 * Opens one WebSocket.
 *
 * @param expiresIn in seconds
 */
record Ticket(String ticket, long expiresIn) {

    @Override
    public String toString() {
        return "Ticket[***]";
    }
}
