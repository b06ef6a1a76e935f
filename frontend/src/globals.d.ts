/** Stylesheets are imported for Vite's sake only. */
declare module "*.css";
