package com.banxiang.testkit;

import com.github.tomakehurst.wiremock.WireMockServer;

/**
 * Companies outside: one WireMock for all of them, a path for each. A service's test configuration points there:
 * {@code banxiang.sms.base-url: ${banxiang.testkit.vendors}/sms}. Every test begins with no answers and no record.
 */
public final class Vendor {

    /** To say what a vendor answers ({@code stubFor}) and to see what it was asked ({@code findAll}, {@code verify}). */
    public static WireMockServer server() {
        return Stubs.server();
    }

    /** What {@code banxiang.testkit.vendors} says; the paths of stubs begin with {@code /vendors}. */
    public static String url() {
        return Stubs.url("vendors");
    }

    private Vendor() {}
}
