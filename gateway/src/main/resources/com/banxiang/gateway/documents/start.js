// The menu comes from the gateway, which knows the services there are.
SwaggerUIBundle({
  configUrl: '/docs/services.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
});
