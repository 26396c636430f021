package com.banxiang.gateway.route;

/** Whoever answers behind the door; the gateway itself for its few own pages. */
public enum Upstream {
    GATEWAY("gateway"),
    USER("user-service"),
    ACTIVITY("activity-service"),
    AI("ai-service"),
    MEDICAL("medical-service"),
    PAYMENT("payment-service"),
    NOTIFICATION("notification-service"),
    HEALTH("health-service"),
    CHILD("child-service"),
    COMMUNITY("community-service");

    private final String service;

    Upstream(String service) {
        this.service = service;
    }

    /** Where it answers its API document. */
    public String documentPath() {
        return "/v3/api-docs/" + service;
    }

    /** As in the configuration of neighbours. */
    public String service() {
        return service;
    }
}
